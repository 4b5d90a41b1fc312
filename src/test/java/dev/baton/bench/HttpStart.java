package dev.baton.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * From the start of a process to the first HTTP 200 at {@code /api/status}: {@code baton run} with a config file, beside
 * {@link BareServer} in a jar of its own. Either both as {@code java -jar}, or Baton by its script and both with an archive of
 * the classes they load.
 */
final class HttpStart implements Scenario {
    private static final Rounds ROUNDS = new Rounds(2, 15);
    private static final long PAUSE_NANOS = 2_000_000;
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final String PORT = "{port}";

    private final String number;
    private final boolean withArchive;

    HttpStart(String number, boolean withArchive) {
        this.number = number;
        this.withArchive = withArchive;
    }

    @Override
    public Row run() throws Exception {
        Path folder = Files.createTempDirectory("baton-bench");
        try {
            Path config = folder.resolve("baton.yaml");
            Files.writeString(config, """
                    orchestrator: {runMode: DAEMON, commandSocketPath: "%s"}
                    """.formatted(folder.resolve("b.sock")));
            Path bare = BareServerJar.in(folder);
            List<String> run = List.of("run", config.toString(), "--http", PORT);
            Rounds.Result result =
                    withArchive ? archived(folder, bare, run) : compare(java("-jar", jar(), run), bareOf(bare));
            String how = withArchive ? "bin/baton run" : "java -jar baton.jar run";
            return new Row(number, how + " to the first HTTP 200", "ms", result, Budget.atMost(1.3));
        } finally {
            delete(folder);
        }
    }

    private static Rounds.Result archived(Path folder, Path bare, List<String> run) throws Exception {
        ClassArchive archive = new ClassArchive(folder);
        millis(java(archive.recording(), bareOf(bare)));
        archive.make(bare.toString());
        List<String> script = new ArrayList<>(List.of("bin/baton"));
        script.addAll(run);
        Process made = process(List.of("bin/baton", "--version"), "now");
        if (!made.waitFor(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("bin/baton makes no archive");
        }
        return compare(script, java(archive.use(), bareOf(bare)));
    }

    private static Rounds.Result compare(List<String> baton, List<String> bare) throws Exception {
        return ROUNDS.compare(() -> millis(baton), () -> millis(bare));
    }

    private static String jar() {
        return System.getProperty("baton.jar");
    }

    private static List<String> bareOf(Path jar) {
        return java("-jar", jar.toString(), List.of(PORT));
    }

    private static List<String> java(String option, String jar, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(ClassArchive.JAVA.toString(), option, jar));
        command.addAll(arguments);
        return command;
    }

    /** {@code command} with one more option for the JVM. */
    private static List<String> java(String option, List<String> command) {
        List<String> more = new ArrayList<>(command);
        more.add(1, option);
        return more;
    }

    private static Process process(List<String> command, String archive) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("BATON_JAVA", System.getProperty("java.home"));
        builder.environment().put("BATON_ARCHIVE", archive);
        builder.environment().remove("BATON_JAVA_OPTS");
        return builder.start();
    }

    private static double millis(List<String> command) throws IOException, InterruptedException {
        int port = HttpServing.freePort();
        List<String> whole = command.stream()
                .map(each -> each.equals(PORT) ? String.valueOf(port) : each)
                .toList();
        long began = System.nanoTime();
        Process process = process(whole, "");
        try {
            while (!answers(port)) {
                if (!process.isAlive() || System.nanoTime() - began > LONGEST_NANOS) {
                    throw new IllegalStateException(whole + " does not answer");
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return (System.nanoTime() - began) / 1e6;
        } finally {
            // In order, for an archive is written at the end.
            process.destroy();
            process.waitFor();
        }
    }

    private static boolean answers(int port) {
        try (HttpExchange exchange = new HttpExchange(port, "/api/status")) {
            exchange.ask();
            return true;
        } catch (IOException notYet) {
            // Nobody listens, or the agents have not begun to start.
            return false;
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
