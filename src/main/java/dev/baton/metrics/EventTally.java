package dev.baton.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;

/** Counts events by name. Agents may make up names, so only so many are counted apart. For the thread that counts. */
final class EventTally {
    /** Baton's own names, and then some. */
    private static final int MOST = 200;

    private final MeterRegistry registry;
    private final Map<String, Counter> byName = new HashMap<>();

    EventTally(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String name) {
        Counter counter = byName.get(name);
        if (counter == null) {
            counter = byName.computeIfAbsent(byName.size() < MOST ? name : Names.OTHER, this::register);
        }
        counter.increment();
    }

    private Counter register(String name) {
        return Counter.builder(Names.EVENTS)
                .description(Names.help(Names.EVENTS))
                .tag(Names.TYPE, name)
                .register(registry);
    }
}
