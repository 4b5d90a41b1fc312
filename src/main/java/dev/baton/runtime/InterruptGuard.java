package dev.baton.runtime;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts the thread that works for one agent right now, and never the same thread after it has gone on to other
 * work: leaving waits for an interrupt under way, then clears it.
 */
final class InterruptGuard extends AtomicReference<@Nullable Object> {
    private static final long serialVersionUID = 1L;
    private static final Object INTERRUPTING = new Object();

    /** The calling thread begins to work for the agent. */
    void enter() {
        set(Thread.currentThread());
    }

    /** The calling thread has done its part. */
    void leave() {
        Thread current = Thread.currentThread();
        while (!compareAndSet(current, null)) {
            Thread.onSpinWait();
        }
        Thread.interrupted();
    }

    /** Who works for the agent right now; null if nobody does, or it can't be told at this moment. */
    @Nullable
    Thread inside() {
        return get() instanceof Thread thread ? thread : null;
    }

    /** Interrupts whoever is inside, after {@code first}; from any thread. Returns whether there was somebody. */
    boolean interrupt(Runnable first) {
        Object inside = get();
        if (inside instanceof Thread thread && compareAndSet(inside, INTERRUPTING)) {
            first.run();
            thread.interrupt();
            set(thread);
            return true;
        }
        return false;
    }
}
