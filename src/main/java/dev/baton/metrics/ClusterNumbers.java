package dev.baton.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** The cluster as it was last read. Has no series before the first reading. Safe to use from any thread. */
final class ClusterNumbers {
    private final MeterRegistry registry;
    private final MultiGauge nodes;
    private final MultiGauge ages;
    private final Set<String> results = ConcurrentHashMap.newKeySet();
    private volatile ClusterReading latest;

    ClusterNumbers(MeterRegistry registry, ClusterReading first) {
        this.registry = registry;
        this.latest = first;
        this.nodes = MultiGauge.builder(Names.CLUSTER_NODES)
                .description(Names.help(Names.CLUSTER_NODES))
                .register(registry);
        this.ages = MultiGauge.builder(Names.VIEW_AGE)
                .description(Names.help(Names.VIEW_AGE))
                .baseUnit("seconds")
                .register(registry);
        gauge(Names.IN_FLIGHT, reading -> reading.waiting().commands());
        gauge(Names.UNANSWERED, reading -> reading.waiting().questions());
        gauge(Names.ROWS_WAITING, reading -> reading.waiting().rows());
        counter(Names.SERVED, reading -> reading.served().executed());
        counter(Names.SERVED_AGAIN, reading -> reading.served().duplicates());
        gauge(Names.KEPT, reading -> reading.served().kept());
        gauge(Names.FOLLOWERS, ClusterReading::followers);
        counter(Names.FORWARD_RETRIES, ClusterReading::retries);
        counter(Names.FORWARD_TIMEOUTS, ClusterReading::timeouts);
        counter(Names.ROWS_DROPPED, ClusterReading::rowsDropped);
        counter(Names.BYTES_SENT, ClusterReading::bytesSent);
        counter(Names.BYTES_RECEIVED, ClusterReading::bytesReceived);
        counter(Names.MESSAGES_REFUSED, reading -> reading.refused().messages());
        counter(Names.CONNECTIONS_REFUSED, reading -> reading.refused().connections());
        counter(Names.NODES_DROPPED, reading -> reading.refused().nodes());
        read(first);
    }

    void read(ClusterReading reading) {
        latest = reading;
        nodes.register(
                reading.nodes().entrySet().stream()
                        .map(each -> Row.of(Tags.of(Names.STATE, each.getKey()), each.getValue()))
                        .toList(),
                true);
        ages.register(
                reading.ages().entrySet().stream()
                        .map(each -> Row.of(Tags.of(Names.MEMBER, each.getKey()), each.getValue()))
                        .toList(),
                true);
        for (Map.Entry<String, Long> each : reading.forwarded().entrySet()) {
            if (results.add(each.getKey())) {
                forwarded(each.getKey());
            }
        }
    }

    private void forwarded(String result) {
        FunctionCounter.builder(
                        Names.FORWARDED, this, all -> all.latest.forwarded().getOrDefault(result, 0L))
                .description(Names.help(Names.FORWARDED))
                .tag(Names.RESULT, result)
                .register(registry);
    }

    private void gauge(String name, ToDoubleFunction<ClusterReading> value) {
        Gauge.builder(name, this, all -> value.applyAsDouble(all.latest))
                .description(Names.help(name))
                .register(registry);
    }

    private void counter(String name, ToDoubleFunction<ClusterReading> value) {
        FunctionCounter.builder(name, this, all -> value.applyAsDouble(all.latest))
                .description(Names.help(name))
                .register(registry);
    }
}
