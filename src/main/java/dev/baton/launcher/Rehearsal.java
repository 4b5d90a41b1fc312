package dev.baton.launcher;

import dev.baton.agent.Agent;
import dev.baton.cli.BatonCommand;
import dev.baton.cli.Foreground.Request;
import dev.baton.cli.Surroundings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Does once what Baton is mostly started for, without touching anything that runs, so that the JVM can note which classes that
 * takes: {@code bin/baton} makes an archive of them, with which the next starts are faster.
 */
final class Rehearsal {
    private static final List<String[]> LINES = List.of(
            new String[] {"ps"},
            new String[] {"ps", "--format", "json"},
            new String[] {"ps", "-q", "--filter", "state=RUNNING"},
            new String[] {"status"},
            new String[] {"status", StandIn.AGENT},
            new String[] {"start", StandIn.AGENT},
            new String[] {"history", "--last", "10"},
            new String[] {"wait", StandIn.AGENT, "--for", "RUNNING"},
            new String[] {"ps", "--no-such-option"});

    private final Path folder;
    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private Rehearsal(Path folder) {
        this.folder = folder;
    }

    /** Rehearses, and leaves nothing behind. */
    public static void main(String... arguments) throws IOException {
        Path folder = Files.createTempDirectory("baton-rehearsal");
        try {
            Rehearsal rehearsal = new Rehearsal(folder);
            rehearsal.commands();
            rehearsal.run();
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private void commands() throws IOException {
        Path socket = folder.resolve("commands.sock");
        StandIn standIn = StandIn.at(socket);
        Surroundings surroundings = new Surroundings(
                Map.of("BATON_SOCKET", socket.toString()),
                nowhere,
                nowhere,
                TerminalSize.find(),
                InstantSource.system());
        for (String[] line : LINES) {
            new BatonCommand(new LazyForeground(nowhere, nowhere), surroundings).execute(line);
        }
        standIn.close();
    }

    private void run() throws IOException {
        Path config = folder.resolve("baton.yaml");
        Files.writeString(config, """
                orchestrator:
                  commandSocketPath: "%s"
                agents:
                  extra: {class: "%s"}
                """.formatted(folder.resolve("baton.sock"), Extra.class.getName()));
        new LazyForeground(nowhere, nowhere).run(new Request(List.of(config), List.of()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** An agent that has nothing to do. */
    public static final class Extra extends Agent {
        @Override
        public void execute() {
            // It is only needed to be started and to end.
        }
    }
}
