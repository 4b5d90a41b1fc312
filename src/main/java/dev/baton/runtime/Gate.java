package dev.baton.runtime;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A point in an agent's life that it passes only while the gate is open. Gates are open unless somebody
 * {@linkplain #close() closes} them; a waiting agent holds no thread. Safe to use from any thread.
 */
public final class Gate {
    private static final Runnable CLOSED = new Runnable() {
        @Override
        public void run() {
            // Nobody waits.
        }
    };

    /** Null: open. {@link #CLOSED}: closed, nobody waits. Else: closed, and what to run when it opens. */
    private final AtomicReference<@Nullable Runnable> state = new AtomicReference<>();

    private final Runnable attendant;

    /** An open gate. */
    public Gate() {
        this(() -> {});
    }

    /** An open gate that calls {@code attendant} when somebody meets it closed, on that one's thread. */
    public Gate(Runnable attendant) {
        this.attendant = attendant;
    }

    /** Holds up whoever comes by from now on. */
    public void close() {
        state.compareAndSet(null, CLOSED);
    }

    /** Lets everybody through, also the one that waits. */
    public void open() {
        Runnable waiting = state.getAndSet(null);
        if (waiting != null) {
            waiting.run();
        }
    }

    /** Whether one may pass. */
    public boolean isOpen() {
        return state.get() == null;
    }

    /** Runs {@code passage} at once if the gate is open, else when it opens, on the thread that opens it. */
    public void pass(Runnable passage) {
        while (true) {
            Runnable seen = state.get();
            if (seen == null) {
                passage.run();
                return;
            }
            Runnable both = seen == CLOSED
                    ? passage
                    : () -> {
                        seen.run();
                        passage.run();
                    };
            if (state.compareAndSet(seen, both)) {
                attendant.run();
                return;
            }
        }
    }
}
