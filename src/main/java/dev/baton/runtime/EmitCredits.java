package dev.baton.runtime;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * How many emitted events may be under way at once, per agent and over all agents, so that an agent that emits without
 * pause slows down itself and nobody else, and memory stays bounded. Credits are taken by the agents' threads and given
 * back by the orchestrator's, many at a time: who waits is woken once for half of the credits, not for each.
 */
public final class EmitCredits {
    private static final int PER_AGENT = 1024;
    private static final int OVER_ALL = 8192;

    private final Semaphore free;
    private final int atOnce;
    private final @Nullable EmitCredits shared;
    private int returned;

    private EmitCredits(int size, @Nullable EmitCredits shared) {
        this.free = new Semaphore(size);
        this.atOnce = size / 2;
        this.shared = shared;
    }

    /** Those that all agents share. */
    public static EmitCredits overAll() {
        return new EmitCredits(OVER_ALL, null);
    }

    /** Those of one agent, which come on top of the {@code shared} ones. */
    public static EmitCredits ofAgent(EmitCredits shared) {
        return new EmitCredits(PER_AGENT, shared);
    }

    /** Takes one, waiting for it if need be. */
    public void take() throws InterruptedException {
        free.acquire();
        if (shared != null) {
            try {
                shared.take();
            } catch (InterruptedException e) {
                free.release();
                throw e;
            }
        }
    }

    /** Takes one if there is one. */
    boolean tryTake() {
        if (!free.tryAcquire()) {
            return false;
        }
        if (shared != null && !shared.tryTake()) {
            free.release();
            return false;
        }
        return true;
    }

    /** Gives one back; only from the orchestrator's event loop. */
    public void giveBack() {
        returned++;
        if (returned == atOnce) {
            returned = 0;
            free.release(atOnce);
        }
        if (shared != null) {
            shared.giveBack();
        }
    }
}
