package dev.baton.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waiting for facts of which nobody tells, such as that a port is listened at. For threads that may wait. */
final class Patience {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LongSupplier nanoTime;

    Patience(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Looks again and again until {@code fact} is true or the time is over; at least once. Returns whether it became true. */
    boolean await(Duration limit, BooleanSupplier fact) {
        long deadline = nanoTime.getAsLong() + limit.toNanos();
        while (!fact.getAsBoolean()) {
            if (nanoTime.getAsLong() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }
}
