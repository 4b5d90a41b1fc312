package dev.baton.metrics;

import dev.baton.lifecycle.TerminationStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counters of one agent, or of all that have none of their own. Each is made when it first has something to count. */
final class AgentCounters {
    private final MeterRegistry registry;
    private final String label;
    private final Map<String, Counter> counters = new HashMap<>(8);
    private final Map<TerminationStatus, Counter> terminations = new EnumMap<>(TerminationStatus.class);

    AgentCounters(MeterRegistry registry, String label) {
        this.registry = registry;
        this.label = label;
    }

    void count(String name) {
        Counter counter = counters.get(name);
        if (counter == null) {
            counter = Counter.builder(name)
                    .description(Names.help(name))
                    .tag(Names.AGENT, label)
                    .register(registry);
            counters.put(name, counter);
        }
        counter.increment();
    }

    /** @param status null if the event doesn't tell */
    void terminated(@Nullable TerminationStatus status) {
        if (status != null) {
            terminations.computeIfAbsent(status, this::terminations).increment();
        }
    }

    private Counter terminations(TerminationStatus status) {
        return Counter.builder(Names.TERMINATIONS)
                .description(Names.help(Names.TERMINATIONS))
                .tag(Names.AGENT, label)
                .tag(Names.STATUS, status.name())
                .register(registry);
    }
}
