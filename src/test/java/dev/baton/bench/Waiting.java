package dev.baton.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** For the thread that measures, while others work. */
final class Waiting {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final long STEP_NANOS = 1_000_000;

    private Waiting() {}

    /** Lets time pass. */
    static void lasting(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Returns when {@code fact} holds; throws if that takes minutes. */
    static void until(String what, BooleanSupplier fact) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + " did not happen within " + LONGEST);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
