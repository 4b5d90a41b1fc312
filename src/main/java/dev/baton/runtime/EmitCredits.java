package dev.baton.runtime;

import java.util.concurrent.Semaphore;

/**
 * How many of one agent's events may be under way at once, so that an agent that emits without pause slows down itself
 * and nobody else. Credits are taken by the agent's threads and given back by the orchestrator's, many at a time: an
 * agent that waits is woken once for half of its credits, not for each.
 */
public final class EmitCredits {
    static final int PER_AGENT = 1024;
    private static final int AT_ONCE = PER_AGENT / 2;

    private final Semaphore free = new Semaphore(PER_AGENT);
    private int returned;

    /** Takes one, waiting for it if need be. */
    void take() throws InterruptedException {
        free.acquire();
    }

    /** Takes one if there is one. */
    boolean tryTake() {
        return free.tryAcquire();
    }

    /** Gives one back; only from the orchestrator's event loop. */
    public void giveBack() {
        returned++;
        if (returned == AT_ONCE) {
            returned = 0;
            free.release(AT_ONCE);
        }
    }
}
