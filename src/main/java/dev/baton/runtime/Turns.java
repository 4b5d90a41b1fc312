package dev.baton.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lets one step run at a time. A context does so by itself, except that it goes on with other tasks while one is suspended
 * in {@code Future.await()} on a virtual thread; here they wait until that one is over. Safe to use from any thread.
 */
final class Turns {
    private @Nullable Deque<Runnable> waiting;
    private boolean taken;

    /** Whether {@code step} may run now. If not it waits, and whoever runs gets it from {@link #next()}. */
    synchronized boolean begin(Runnable step) {
        if (!taken) {
            taken = true;
            return true;
        }
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        waiting.add(step);
        return false;
    }

    /** The step that comes after the one which is over, null if there is none. */
    synchronized @Nullable Runnable next() {
        Runnable next = waiting == null ? null : waiting.poll();
        taken = next != null;
        return next;
    }
}
