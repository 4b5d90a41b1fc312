package dev.baton.metrics;

import dev.baton.lifecycle.LifecycleState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How many agents are in which state. Written by one thread, read by any. */
final class Population {
    private final Map<LifecycleState, AtomicInteger> counts = new EnumMap<>(LifecycleState.class);
    private volatile int slots;

    Population() {
        for (LifecycleState state : LifecycleState.values()) {
            counts.put(state, new AtomicInteger());
        }
    }

    void register(MeterRegistry registry) {
        counts.forEach((state, count) -> Gauge.builder(Names.AGENTS, count, AtomicInteger::get)
                .description(Names.help(Names.AGENTS))
                .tag(Names.STATE, state.name().toLowerCase(Locale.ROOT))
                .register(registry));
        Gauge.builder(Names.SLOTS, this, all -> all.slots)
                .description(Names.help(Names.SLOTS))
                .register(registry);
        Gauge.builder(Names.SLOTS_USED, this, all -> all.count(LifecycleState::holdsSlot))
                .description(Names.help(Names.SLOTS_USED))
                .register(registry);
        Gauge.builder(Names.QUEUED, this, all -> all.count(Population::isInQueue))
                .description(Names.help(Names.QUEUED))
                .register(registry);
    }

    /** @param from null for one that wasn't known */
    void move(@Nullable LifecycleState from, LifecycleState to) {
        if (from != null) {
            of(from).decrementAndGet();
        }
        of(to).incrementAndGet();
    }

    void slots(int number) {
        slots = number;
    }

    private AtomicInteger of(LifecycleState state) {
        return Objects.requireNonNull(counts.get(state));
    }

    private static boolean isInQueue(LifecycleState state) {
        return state == LifecycleState.WAITING || state == LifecycleState.QUEUED;
    }

    private int count(Predicate<LifecycleState> which) {
        int sum = 0;
        for (Map.Entry<LifecycleState, AtomicInteger> each : counts.entrySet()) {
            if (which.test(each.getKey())) {
                sum += each.getValue().get();
            }
        }
        return sum;
    }
}
