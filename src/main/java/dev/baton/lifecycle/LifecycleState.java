package dev.baton.lifecycle;

import java.util.Set;

/**
 * Where an agent is in its life, and where it may go from there.
 *
 * <pre>
 *   REGISTERED ─▶ WAITING ─▶ QUEUED ─▶ STARTING ─▶ RUNNING ◀─▶ PAUSED
 *       │            │          │          │           │          │
 *       │            │          │          ├───────────┴──────────┤
 *       │            │          │          ▼                      ▼
 *       └────────────┴──────────┴───▶ TERMINATED ◀────────── STOPPING ──▶ STUCK ──▶ TERMINATED
 *
 *   STARTING, RUNNING, STOPPING ─▶ BACKOFF ─▶ QUEUED            (restarts)
 *   STARTING, RUNNING, STOPPING ─▶ CRASH_LOOP ─▶ WAITING        (an operator starts it)
 *   TERMINATED ─▶ WAITING                                       (started again)
 * </pre>
 */
public enum LifecycleState {
    /** Known, not asked to start. */
    REGISTERED(false),
    /** Asked to start; a dependency isn't met yet. */
    WAITING(false),
    /** All dependencies are met; waits for a free worker slot, first in, first out. */
    QUEUED(false),
    /** Has a slot; up to the end of {@code setup()}. */
    STARTING(true),
    /** Ready, and at work or between two cycles. */
    RUNNING(true),
    /** Ready, but not to start another cycle until it is resumed. */
    PAUSED(true),
    /** Asked to stop, or at its own end closing. */
    STOPPING(true),
    /** Did not stop in time; its thread still holds the slot. */
    STUCK(true),
    /** Failed; waits for its next try. */
    BACKOFF(false),
    /** Failed too often; stays down until an operator starts it. */
    CRASH_LOOP(false),
    /** Ended. */
    TERMINATED(false);

    private final boolean holdsSlot;

    LifecycleState(boolean holdsSlot) {
        this.holdsSlot = holdsSlot;
    }

    /** Whether an agent in this state occupies one of the worker slots. */
    public boolean holdsSlot() {
        return holdsSlot;
    }

    /** Whether an agent in this state does nothing more unless it is started again. */
    public boolean hasEnded() {
        return this == TERMINATED || this == CRASH_LOOP;
    }

    /** Whether {@code state} may directly follow this one. */
    public boolean canMoveTo(LifecycleState state) {
        return next().contains(state);
    }

    /** The states that may directly follow. */
    public Set<LifecycleState> next() {
        return switch (this) {
            case REGISTERED -> Moves.OF_REGISTERED;
            case WAITING -> Moves.OF_WAITING;
            case QUEUED -> Moves.OF_QUEUED;
            case STARTING -> Moves.OF_STARTING;
            case RUNNING -> Moves.OF_RUNNING;
            case PAUSED -> Moves.OF_PAUSED;
            case STOPPING -> Moves.OF_STOPPING;
            case STUCK -> Moves.OF_STUCK;
            case BACKOFF -> Moves.OF_BACKOFF;
            case CRASH_LOOP -> Moves.OF_CRASH_LOOP;
            case TERMINATED -> Moves.OF_TERMINATED;
        };
    }

    /** The table of legal moves; apart, because a constant can't name those after it. */
    private static final class Moves {
        static final Set<LifecycleState> OF_REGISTERED = Set.of(WAITING, TERMINATED);
        static final Set<LifecycleState> OF_WAITING = Set.of(QUEUED, TERMINATED);
        static final Set<LifecycleState> OF_QUEUED = Set.of(STARTING, WAITING, TERMINATED);
        static final Set<LifecycleState> OF_STARTING = Set.of(RUNNING, STOPPING, BACKOFF, CRASH_LOOP, TERMINATED);
        static final Set<LifecycleState> OF_RUNNING = Set.of(PAUSED, STOPPING, BACKOFF, CRASH_LOOP, TERMINATED);
        static final Set<LifecycleState> OF_PAUSED = Set.of(RUNNING, STOPPING, BACKOFF, CRASH_LOOP, TERMINATED);
        static final Set<LifecycleState> OF_STOPPING = Set.of(STUCK, BACKOFF, CRASH_LOOP, TERMINATED);
        static final Set<LifecycleState> OF_STUCK = Set.of(BACKOFF, CRASH_LOOP, TERMINATED);
        static final Set<LifecycleState> OF_BACKOFF = Set.of(QUEUED, WAITING, TERMINATED);
        static final Set<LifecycleState> OF_CRASH_LOOP = Set.of(WAITING, TERMINATED);
        static final Set<LifecycleState> OF_TERMINATED = Set.of(WAITING);
    }
}
