package dev.baton.config;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code cluster}, which is read and checked but can't be enabled yet.
 *
 * @param node null for a name made of the host's
 * @param maxWorkers over the whole cluster, null for no limit
 */
record ClusterSettings(
        boolean enabled,
        String name,
        @Nullable String node,
        Bind bind,
        Discovery discovery,
        @Nullable Tls tls,
        List<String> voters,
        Path dataDir,
        Duration leaseDuration,
        @Nullable Integer maxWorkers,
        Map<String, String> labels) {

    static final ClusterSettings DEFAULT = new ClusterSettings(
            false,
            "baton",
            null,
            Bind.DEFAULT,
            Discovery.DEFAULT,
            null,
            List.of(),
            Path.of("/var/lib/baton"),
            Duration.ofSeconds(4),
            null,
            Map.of());

    /** The address and ports other nodes reach this one at. */
    record Bind(String host, int memberPort, int busPort, int agreementPort) {
        static final Bind DEFAULT = new Bind("127.0.0.1", 5701, 15701, 7701);

        Bind {
            requirePort("memberPort", memberPort);
            requirePort("busPort", busPort);
            requirePort("agreementPort", agreementPort);
        }

        private static void requirePort(String key, int port) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException(key + " is " + port + " but must be from 1 to 65535");
            }
        }
    }

    /** How nodes find one another. */
    record Discovery(
            List<String> members,
            @Nullable String dns,
            @Nullable JsonObject kubernetes) {
        static final Discovery DEFAULT = new Discovery(List.of(), null, null);
    }

    /** PEM files. */
    record Tls(Path cert, Path key, Path ca) {}
}
