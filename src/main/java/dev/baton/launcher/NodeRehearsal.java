package dev.baton.launcher;

import dev.baton.agent.Agent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The part of a {@link Rehearsal} that is a node of a cluster: it begins one of its own, in which nobody else is. */
final class NodeRehearsal {
    private NodeRehearsal() {}

    /** The config for it, in {@code folder}. A port that somebody takes in between is refused, then less is rehearsed. */
    static Path config(Path folder) throws IOException {
        // Both are held until both are known, or they might be the same.
        try (ServerSocket member = freePort();
                ServerSocket bus = freePort()) {
            return config(folder, member.getLocalPort(), bus.getLocalPort());
        }
    }

    private static Path config(Path folder, int memberPort, int busPort) throws IOException {
        return Files.writeString(folder.resolve("node.yaml"), """
                orchestrator:
                  runMode: STOP_ON_EMPTY
                  commandSocketPath: "%s"
                  stateDir: "%s"
                logs: {files: none}
                cluster:
                  enabled: true
                  name: rehearsal-%s
                  node: n1
                  bind: {host: 127.0.0.1, memberPort: %d, busPort: %d}
                agents:
                  extra: {class: "%s"}
                """.formatted(
                        folder.resolve("node.sock"),
                        folder.resolve("state"),
                        UUID.randomUUID(),
                        memberPort,
                        busPort,
                        Guest.class.getName()));
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** An agent that has nothing to do. */
    public static final class Guest extends Agent {
        @Override
        public void execute() {}
    }
}
