package dev.baton.orchestrator;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The time that agents asked to stop at the same moment have: at half of it who still runs is interrupted, at its end
 * who still runs is stuck. Closes early when all have ended.
 */
final class StopWindow {
    private final Set<AgentRecord> open = new LinkedHashSet<>();
    private final Runnable cancelHalf;
    private final Runnable cancelEnd;

    StopWindow(
            Set<AgentRecord> asked,
            Duration length,
            Timers timers,
            Consumer<AgentRecord> interrupt,
            Consumer<AgentRecord> giveUp) {
        open.addAll(asked);
        cancelHalf = timers.runLater(length.dividedBy(2), () -> Set.copyOf(open).forEach(interrupt));
        cancelEnd = timers.runLater(length, () -> Set.copyOf(open).forEach(giveUp));
    }

    /** {@code agent} has ended. */
    void ended(AgentRecord agent) {
        open.remove(agent);
        if (open.isEmpty()) {
            cancelHalf.run();
            cancelEnd.run();
        }
    }
}
