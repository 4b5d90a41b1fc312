package dev.baton.launcher;

import dev.baton.cluster.ClusterNode;
import dev.baton.cluster.ClusterSettings;
import dev.baton.cluster.HostName;
import dev.baton.cluster.JoinRefused;
import dev.baton.cluster.wire.Origin;
import dev.baton.cluster.wire.WireLimits;
import dev.baton.config.ConfigLoader;
import dev.baton.config.LoadedConfig;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Where a Baton runs: on a Vert.x of its own, or as a node of a cluster.
 *
 * @param vertx what all is deployed on
 * @param loader reads the config again, on that Vert.x
 * @param node null outside of a cluster
 */
record Site(Vertx vertx, ConfigLoader loader, @Nullable ClusterNode node) {
    /**
     * The site that {@code config} asks for. For a cluster another Vert.x takes the place of {@code vertx}, which is closed. Waits,
     * so not on an event loop.
     *
     * @throws JoinRefused if the cluster can't be joined
     */
    static Site of(Vertx vertx, LoadedConfig config, ConfigLoader loader, Map<String, String> environment) {
        if (!config.cluster().enabled()) {
            return new Site(vertx, loader, null);
        }
        vertx.close().await();
        ClusterNode node = join(config.cluster().withNode(HostName.of(environment)));
        return new Site(node.vertx(), new ConfigLoader(node.vertx()), node);
    }

    private static ClusterNode join(ClusterSettings settings) {
        try {
            return ClusterNode.join(BatonVertx::bootstrap, settings, startId(), WireLimits.VERSION, System::nanoTime)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JoinRefused refused) {
                throw refused;
            }
            throw new IllegalStateException("the cluster could not be joined: " + e.getCause(), e);
        }
    }

    /** Tells this life of the node from others: when it began, and chance for two that begin at once. */
    private static String startId() {
        return Origin.start(System.currentTimeMillis(), Integer.toUnsignedLong(new SecureRandom().nextInt()));
    }

    /** After a start that failed: leaves the cluster, which would miss a node that only ends. Waits. */
    void abandon() {
        if (node != null) {
            node.leave().await();
        }
    }

    /** Leaves the cluster, if it is in one, and closes Vert.x. Waits. */
    void close() {
        if (node == null) {
            vertx.close().await();
        } else {
            node.leave().await();
        }
    }
}
