package dev.baton.lifecycle;

import java.util.EnumSet;
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
    private Set<LifecycleState> next = Set.of();

    static {
        REGISTERED.next = EnumSet.of(WAITING, TERMINATED);
        WAITING.next = EnumSet.of(QUEUED, TERMINATED);
        QUEUED.next = EnumSet.of(STARTING, WAITING, TERMINATED);
        STARTING.next = EnumSet.of(RUNNING, STOPPING, BACKOFF, CRASH_LOOP, TERMINATED);
        RUNNING.next = EnumSet.of(PAUSED, STOPPING, BACKOFF, CRASH_LOOP, TERMINATED);
        PAUSED.next = EnumSet.of(RUNNING, STOPPING, BACKOFF, CRASH_LOOP, TERMINATED);
        STOPPING.next = EnumSet.of(STUCK, BACKOFF, CRASH_LOOP, TERMINATED);
        STUCK.next = EnumSet.of(BACKOFF, CRASH_LOOP, TERMINATED);
        BACKOFF.next = EnumSet.of(QUEUED, WAITING, TERMINATED);
        CRASH_LOOP.next = EnumSet.of(WAITING, TERMINATED);
        TERMINATED.next = EnumSet.of(WAITING);
    }

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
        return next.contains(state);
    }

    /** The states that may directly follow. */
    public Set<LifecycleState> next() {
        return Set.copyOf(next);
    }
}
