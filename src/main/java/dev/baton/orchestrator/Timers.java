package dev.baton.orchestrator;

import java.time.Duration;

/** Runs things later on the orchestrator's event loop. */
interface Timers {
    /** Runs {@code task} after {@code delay}, unless the returned canceller is run before. */
    Runnable runLater(Duration delay, Runnable task);

    /** Runs {@code task} after what the loop has to do already. */
    void runSoon(Runnable task);

    /** Nanoseconds on a clock that never goes back. */
    long nanoTime();
}
