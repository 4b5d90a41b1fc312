package dev.baton.metrics;

import dev.baton.lifecycle.LifecycleState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What must be remembered of one agent to count it: for the thread that counts. */
final class KnownAgent {
    final AgentCounters counters;

    @Nullable
    LifecycleState state;

    /** When it came into the queue, null when it isn't in it. */
    @Nullable
    Instant queuedAt;

    /** Whether its next start is a restart. */
    boolean isToRestart;

    KnownAgent(AgentCounters counters) {
        this.counters = counters;
    }
}
