package dev.baton.launcher;

import dev.baton.agent.Agent;
import dev.baton.command.Command;
import dev.baton.lifecycle.Verb;
import dev.baton.protocol.Request;
import dev.baton.protocol.RequestLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The part of a {@link Rehearsal} that is nodes of a cluster: two of them, as most of what a node does is about others. One begins
 * the cluster and one joins it, and each is told something through the other.
 */
final class NodeRehearsal {
    static final List<String> NODES = List.of("n1", "n2");

    private static final String AGENT = "extra";

    private NodeRehearsal() {}

    /** The config of each, in {@code folder}. A port that somebody takes in between is refused, then less is rehearsed. */
    static List<Path> configs(Path folder) throws IOException {
        List<ServerSocket> ports = new ArrayList<>();
        try {
            // All are held until all are known, or two might be the same.
            for (int i = 0; i < 2 * NODES.size(); i++) {
                ports.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return configs(
                    folder, ports.stream().map(ServerSocket::getLocalPort).toList());
        } finally {
            for (ServerSocket port : ports) {
                port.close();
            }
        }
    }

    private static List<Path> configs(Path folder, List<Integer> ports) throws IOException {
        UUID cluster = UUID.randomUUID();
        List<Path> configs = new ArrayList<>();
        for (int i = 0; i < NODES.size(); i++) {
            configs.add(config(folder, NODES.get(i), cluster, ports, ports.get(i + NODES.size()), ports.get(i)));
        }
        return configs;
    }

    private static Path config(Path folder, String node, UUID cluster, List<Integer> ports, int busPort, int memberPort)
            throws IOException {
        Path socket = folder.resolve(node + ".sock");
        return Files.writeString(folder.resolve(node + ".yaml"), """
                orchestrator:
                  runMode: STOP_ON_EMPTY
                  commandSocketPath: "%s"
                  stateDir: "%s"
                logs: {files: none}
                cluster:
                  enabled: true
                  name: rehearsal-%s
                  node: %s
                  bind: {host: 127.0.0.1, memberPort: %d, busPort: %d}
                  discovery: {members: ["127.0.0.1:%d", "127.0.0.1:%d"]}
                agents:
                  %s: {class: "%s", config: {socket: "%s"}}
                """.formatted(
                        socket,
                        folder.resolve(node),
                        cluster,
                        node,
                        memberPort,
                        busPort,
                        ports.get(0),
                        ports.get(1),
                        AGENT,
                        Guest.class.getName(),
                        socket));
    }

    /** An agent that waits until its node knows the other one, and asks something of both. */
    public static final class Guest extends Agent {
        private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
        private static final int MOST_LOOKS = 500;
        private static final String UP = "\"state\":\"up\"";
        private static final AtomicInteger DONE = new AtomicInteger();

        @Override
        public void execute() throws IOException, InterruptedException {
            Path socket = Path.of(context().config().getString("socket"));
            await(() -> knowsAll(ask(socket, new Command.Ps(List.of()))));
            for (String node : NODES) {
                // To start what runs changes nothing.
                ask(socket, new Command.Steer(Verb.START, List.of(AGENT), true, node));
            }
            // Whoever ends first takes the other's company away.
            DONE.incrementAndGet();
            await(() -> DONE.get() >= NODES.size());
        }

        /** For a while; if somebody else took a port, the other never comes. */
        private void await(BooleanSupplier fact) throws InterruptedException {
            for (int looks = 0; looks < MOST_LOOKS && !fact.getAsBoolean(); looks++) {
                if (context().awaitStop(LOOK_AGAIN)) {
                    return;
                }
            }
        }

        private static boolean knowsAll(String answer) {
            return answer.split(UP, -1).length > NODES.size();
        }

        private static String ask(Path socket, Command<?> command) {
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                channel.write(
                        ByteBuffer.wrap(RequestLine.write(Request.once("1", command), "rehearsal", Instant.EPOCH)));
                while (channel.read(buffer.clear()) >= 0) {
                    answer.write(buffer.array(), 0, buffer.position());
                    if (buffer.position() > 0 && buffer.get(buffer.position() - 1) == '\n') {
                        break;
                    }
                }
            } catch (IOException notNow) {
                // Then the answer is empty.
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
