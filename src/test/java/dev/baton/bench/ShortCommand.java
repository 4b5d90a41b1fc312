package dev.baton.bench;

import dev.baton.lifecycle.LifecycleState;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.PlayedBaton;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code baton ps} beside {@link BareCommand}, from the start of the process to its end: as it is installed, or from this
 * checkout, where the script looks at the age of the sources as well. Both sides have an archive of the classes they load, made
 * the same way, and the same options; the script is on Baton's side only.
 */
final class ShortCommand implements Scenario {
    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 15;
    private static final int AGENTS = 10;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");

    private final String number;
    private final boolean isInstalled;

    ShortCommand(String number, boolean isInstalled) {
        this.number = number;
        this.isInstalled = isInstalled;
    }

    @Override
    public Row run() throws Exception {
        Path folder = Files.createTempDirectory("baton-bench");
        Path socket = folder.resolve("b.sock");
        try (PlayedBaton baton = PlayedBaton.at(socket)) {
            for (int i = 0; i < AGENTS; i++) {
                baton.agent("agent-" + i, LifecycleState.RUNNING, null, "");
            }
            List<String> ours = List.of(script(folder), "ps", "--socket", socket.toString());
            List<String> bare = bare(folder, socket);
            start(ours, "now");
            Rounds.Result result = new Rounds(WARM_UPS, ROUNDS).compare(() -> time(ours), () -> time(bare));
            String what = "baton ps, " + (isInstalled ? "installed" : "from a checkout");
            return new Row(number, what, "ms", result, Budget.atMost(1.2));
        } finally {
            delete(folder);
        }
    }

    private String script(Path folder) {
        if (!isInstalled) {
            return "bin/baton";
        }
        new BatonFolder(folder).install();
        return folder.resolve("installed/bin/baton").toString();
    }

    private static double time(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        start(command, "");
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }

    private static void start(List<String> command, String archive) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("BATON_JAVA", System.getProperty("java.home"));
        builder.environment().put("BATON_ARCHIVE", archive);
        builder.environment().remove("BATON_JAVA_OPTS");
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException(command + " failed");
        }
    }

    /** The bare command with its archive in {@code folder}: in a jar with picocli, as archives take only jars. */
    private static List<String> bare(Path folder, Path socket) throws IOException, InterruptedException {
        String classpath = BareJar.in(folder) + File.pathSeparator + BareJar.picocli();
        List<String> program =
                List.of("-cp", classpath, BareCommand.class.getName(), "ps", "--socket", socket.toString());
        ClassArchive archive = new ClassArchive(folder);
        java(List.of(archive.recording()), program);
        archive.make(classpath);
        return command(List.of(archive.use()), program);
    }

    private static void java(List<String> options, List<String> program) throws IOException, InterruptedException {
        start(command(options, program), "");
    }

    private static List<String> command(List<String> options, List<String> program) {
        List<String> command = new ArrayList<>(List.of(ClassArchive.JAVA.toString()));
        command.addAll(OPTIONS);
        command.addAll(options);
        command.addAll(program);
        return command;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
