package dev.baton.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time between two looks at something that nobody tells about by himself. */
final class Pause {
    private final CountDownLatch never = new CountDownLatch(1);

    /** Lets {@code duration} pass; false if the thread was interrupted meanwhile. */
    boolean lasting(Duration duration) {
        try {
            return !never.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
