package dev.baton.orchestrator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The stop of everything that runs: the start order walked back, side by side where the dependencies allow. An agent is
 * asked when nobody who depends on it runs any more; at half of the time all others are asked as well, so that the whole
 * takes no longer than one timeout however deep the dependencies are.
 */
final class Shutdown {
    private final Map<AgentRecord, Integer> dependentsLeft = new LinkedHashMap<>();
    private final Timers timers;
    private final Duration timeout;
    private final BiConsumer<Set<AgentRecord>, Duration> askToStop;
    private final long deadline;
    private @Nullable Runnable cancelTheRest;

    /**
     * A shutdown that hasn't begun.
     *
     * @param running those that hold a slot
     * @param askToStop asks some to stop within a time
     */
    Shutdown(
            List<AgentRecord> running,
            Duration timeout,
            Timers timers,
            BiConsumer<Set<AgentRecord>, Duration> askToStop) {
        this.timers = timers;
        this.timeout = timeout;
        this.askToStop = askToStop;
        this.deadline = timers.nanoTime() + timeout.toNanos();
        for (AgentRecord agent : running) {
            dependentsLeft.put(agent, (int) agent.dependents().stream()
                    .filter(dependent -> dependent.agent().state().holdsSlot())
                    .count());
        }
    }

    /** Asks those that nobody depends on. */
    void begin() {
        if (dependentsLeft.isEmpty()) {
            return;
        }
        Set<AgentRecord> free = new LinkedHashSet<>();
        dependentsLeft.forEach((agent, left) -> {
            if (left == 0) {
                free.add(agent);
            }
        });
        askToStop.accept(free, timeout);
        cancelTheRest = timers.runLater(timeout.dividedBy(2), this::askTheRest);
    }

    private void askTheRest() {
        askToStop.accept(new LinkedHashSet<>(dependentsLeft.keySet()), timeLeft());
    }

    /** {@code agent} has ended; those it depended on may be next. */
    void ended(AgentRecord agent) {
        if (dependentsLeft.remove(agent) == null) {
            return;
        }
        if (dependentsLeft.isEmpty() && cancelTheRest != null) {
            cancelTheRest.run();
        }
        Set<AgentRecord> next = new LinkedHashSet<>();
        for (AgentRecord dependency : agent.dependencies().keySet()) {
            Integer left = dependentsLeft.computeIfPresent(dependency, (key, count) -> count - 1);
            if (left != null && left == 0) {
                next.add(dependency);
            }
        }
        askToStop.accept(next, timeLeft());
    }

    private Duration timeLeft() {
        return Duration.ofNanos(Math.max(0, deadline - timers.nanoTime()));
    }
}
