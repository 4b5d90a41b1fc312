package dev.baton.metrics;

import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import org.jspecify.annotations.Nullable;

/** Those of a pool, from the moment on when somebody wants them. Safe to use from any thread. */
final class LatePoolNumbers implements PoolMetrics<Object, Object> {
    private final VertxNumbers all;
    private final String type;
    private final String name;
    private final int size;
    private volatile @Nullable PoolMetrics<Object, Object> counting;

    LatePoolNumbers(VertxNumbers all, String type, String name, int size) {
        this.all = all;
        this.type = type;
        this.name = name;
        this.size = size;
    }

    @SuppressWarnings("unchecked")
    private @Nullable PoolMetrics<Object, Object> counting() {
        PoolMetrics<Object, Object> known = counting;
        VertxMetrics source = all.counting();
        if (known == null && source != null) {
            // Made twice by two threads it comes to the same: the numbers are in the registry.
            known = (PoolMetrics<Object, Object>) source.createPoolMetrics(type, name, size);
            counting = known;
        }
        return known;
    }

    @Override
    public @Nullable Object enqueue() {
        PoolMetrics<Object, Object> present = counting();
        return present == null ? null : present.enqueue();
    }

    @Override
    public void dequeue(@Nullable Object queued) {
        PoolMetrics<Object, Object> present = counting;
        if (queued != null && present != null) {
            present.dequeue(queued);
        }
    }

    @Override
    public @Nullable Object begin() {
        PoolMetrics<Object, Object> present = counting();
        return present == null ? null : present.begin();
    }

    @Override
    public void end(@Nullable Object begun) {
        PoolMetrics<Object, Object> present = counting;
        if (begun != null && present != null) {
            present.end(begun);
        }
    }
}
