package dev.baton.launcher;

import dev.baton.agent.Agent;
import dev.baton.cli.BatonCommand;
import dev.baton.cli.Surroundings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Does once what Baton is mostly started for, without touching anything that runs, so that the JVM can note which classes that
 * takes: {@code bin/baton} makes archives of them, with which the next starts are faster. One is for commands that ask somebody
 * else, one for a run, and one for a node of a cluster, because the JVM moves all of an archive to where it wants to have it, used
 * or not.
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

    /** Rehearses a {@code run}, a {@code node} or {@code commands}, and leaves nothing behind. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        LazyForeground.begin();
        Path folder = Files.createTempDirectory("baton-rehearsal");
        try {
            Rehearsal rehearsal = new Rehearsal(folder);
            switch (arguments.length == 1 ? arguments[0] : "commands") {
                case "run" -> rehearsal.run();
                case "node" -> {
                    rehearsal.run();
                    rehearsal.runAsNodes();
                }
                default -> rehearsal.commands();
            }
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private void commands() throws IOException {
        Path socket = folder.resolve("commands.sock");
        StandIn standIn = StandIn.at(socket);
        Surroundings surroundings = silent(Map.of("BATON_SOCKET", socket.toString()));
        for (String[] line : LINES) {
            command(surroundings, line);
        }
        standIn.close();
        command(surroundings, "ps", "--socket", folder.resolve("nobody.sock").toString());
    }

    private void command(Surroundings surroundings, String... line) {
        command(HeadStart.none(), surroundings, line);
    }

    private void command(HeadStart ahead, Surroundings surroundings, String... line) {
        LazyForeground foreground = new LazyForeground(nowhere, nowhere, ahead, surroundings.environment());
        new BatonCommand(foreground, surroundings).execute(line);
    }

    private Surroundings silent(Map<String, String> environment) {
        Surroundings real = Main.surroundings();
        return new Surroundings(environment, nowhere, nowhere, real.terminal(), real.clock());
    }

    private void run() throws IOException {
        HeadStart ahead = HeadStart.of("run");
        int port = freePort();
        Path config = folder.resolve("baton.yaml");
        Files.writeString(config, """
                orchestrator:
                  runMode: STOP_ON_EMPTY
                  commandSocketPath: "%s"
                  stateDir: "%s"
                logs: {files: none}
                agents:
                  extra: {class: "%s", config: {port: %d}}
                """.formatted(
                        folder.resolve("baton.sock"), folder.resolve("state"), Extra.class.getName(), port));
        // By the command line, as whoever reads that has classes of its own for this command.
        command(ahead, silent(Map.of()), "run", config.toString(), "--http", String.valueOf(port));
    }

    private void runAsNodes() throws IOException, InterruptedException {
        List<Thread> nodes = new ArrayList<>();
        for (Path config : NodeRehearsal.configs(folder)) {
            Thread node = new Thread(() -> command(HeadStart.of("run"), silent(Map.of()), "run", config.toString()));
            node.start();
            nodes.add(node);
        }
        for (Thread node : nodes) {
            node.join();
        }
    }

    /** If somebody takes it in between, less is rehearsed, that is all. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** An agent that asks over HTTP how things are, and ends. */
    public static final class Extra extends Agent {
        private static final int PATIENCE_MILLIS = 5_000;

        @Override
        public void execute() throws IOException {
            ask("/api/status");
            ask("/metrics");
            ask("/health/ready");
            ask("/no/such/page");
            // What agents write as JSON goes by another codec than what Baton writes.
            context().emit("REHEARSED", Map.of("json", new JsonObject().encode()));
        }

        private void ask(String path) throws IOException {
            int port = context().config().getInteger("port");
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        }
    }
}
