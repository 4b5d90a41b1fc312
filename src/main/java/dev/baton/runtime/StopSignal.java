package dev.baton.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Given once, seen by all. Safe to use from any thread. */
final class StopSignal extends CountDownLatch {

    StopSignal() {
        super(1);
    }

    void give() {
        countDown();
    }

    boolean isGiven() {
        return getCount() == 0;
    }

    boolean await(Duration longest) throws InterruptedException {
        return await(saturatedNanos(longest), TimeUnit.NANOSECONDS);
    }

    private static long saturatedNanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return duration.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }
}
