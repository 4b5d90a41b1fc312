package dev.baton.metrics;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the numbers come from that no event tells.
 *
 * @param nanos a clock that only goes forward, in nanoseconds; from any thread
 * @param cycles what the agents have done, by kind; asked on each scrape, on any thread
 * @param droppedEvents events that never reached a listener, since the start; from any thread, at once
 * @param cluster what is known of the cluster, null outside one; from any thread, at once
 */
public record MetricSources(
        LongSupplier nanos,
        Supplier<Future<List<CycleReading>>> cycles,
        LongSupplier droppedEvents,
        Supplier<@Nullable ClusterReading> cluster) {
    /** Outside a cluster. */
    public MetricSources(LongSupplier nanos, Supplier<Future<List<CycleReading>>> cycles, LongSupplier droppedEvents) {
        this(nanos, cycles, droppedEvents, () -> null);
    }

    /** Only a clock; nothing is known of cycles and drops. */
    public static MetricSources of(LongSupplier nanos) {
        return new MetricSources(nanos, () -> Future.succeededFuture(List.of()), () -> 0);
    }
}
