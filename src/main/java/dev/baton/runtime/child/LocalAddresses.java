package dev.baton.runtime.child;

import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which addresses of an event bus somebody listens to, as Vert.x tells those who measure it. Safe to use from any thread.
 */
public final class LocalAddresses implements VertxMetricsFactory {
    private final Map<String, Integer> listeners = new ConcurrentHashMap<>();

    /** An event bus to be. */
    LocalAddresses() {}

    boolean has(String address) {
        return listeners.containsKey(address);
    }

    @Override
    public VertxMetrics metrics(VertxOptions options) {
        return new VertxMetrics() {
            @Override
            public EventBusMetrics<?> createEventBusMetrics() {
                return new Counter();
            }
        };
    }

    private final class Counter implements EventBusMetrics<String> {
        @Override
        public String handlerRegistered(String address) {
            listeners.merge(address, 1, Integer::sum);
            return address;
        }

        @Override
        public void handlerUnregistered(String address) {
            listeners.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
        }
    }
}
