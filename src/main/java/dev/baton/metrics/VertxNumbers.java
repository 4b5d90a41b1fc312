package dev.baton.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x's own numbers of the HTTP server's connections and of Vert.x's own pools, which the library made for it counts. A Vert.x is given this
 * when it is made, and counts nothing until there are {@link Metrics} that want it: loading the library would hold up every
 * start, and most numbers are never asked for. What was open before isn't counted.
 *
 * <p>What costs too much is left out: each request, each message on the event bus, which every event is, and each task of the
 * agents' pool, of which a life has several. Of labels there are those whose values Baton chooses: a client may make up
 * addresses without end.
 *
 * <p>Safe to use from any thread.
 */
public final class VertxNumbers implements VertxMetrics {
    private static final String OWN_POOLS = "vert.x-";
    private static final Set<Label> BOUNDED = EnumSet.of(Label.POOL_NAME, Label.CLASS_NAME);
    /** The library keeps registries by name, for the whole process. */
    private static final AtomicLong REGISTRIES = new AtomicLong();

    private volatile @Nullable VertxMetrics counting;

    /** Numbers that nobody wants yet. */
    public VertxNumbers() {}

    /** From now on counts in {@code registry}. */
    void countIn(MeterRegistry registry) {
        MicrometerMetricsOptions options = new MicrometerMetricsOptions()
                .setRegistryName("baton-" + REGISTRIES.incrementAndGet())
                .setLabels(BOUNDED)
                .setDisabledMetricsCategories(new HashSet<>(Set.of(MetricsDomain.EVENT_BUS.toCategory())));
        counting = new MicrometerMetricsFactory(registry).metrics(new VertxOptions().setMetricsOptions(options));
    }

    @Nullable
    VertxMetrics counting() {
        return counting;
    }

    @Override
    public boolean isMetricsEnabled() {
        return true;
    }

    @Override
    public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions options, SocketAddress address) {
        return new LateServerNumbers(this, options, address);
    }

    @Override
    public @Nullable PoolMetrics<?, ?> createPoolMetrics(String type, @Nullable String name, int size) {
        return name != null && name.startsWith(OWN_POOLS) ? new LatePoolNumbers(this, type, name, size) : null;
    }

    @Override
    public void close() {
        VertxMetrics present = counting;
        if (present != null) {
            present.close();
        }
    }
}
