package dev.baton.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does something on a thread of its own when it isn't called off in time. Reads that block know no time limit themselves. */
final class Watchdog implements AutoCloseable {
    private final CountDownLatch calledOff = new CountDownLatch(1);
    private volatile boolean barked;

    private Watchdog() {}

    /** Does {@code what} in {@code patience}, or never if that is null. */
    static Watchdog in(@Nullable Duration patience, Runnable what) {
        Watchdog watchdog = new Watchdog();
        if (patience != null) {
            Thread thread = new Thread(() -> watchdog.watch(patience, what), "baton-watchdog");
            thread.setDaemon(true);
            thread.start();
        }
        return watchdog;
    }

    private void watch(Duration patience, Runnable what) {
        try {
            if (!calledOff.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                barked = true;
                what.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether time was up. */
    boolean hasBarked() {
        return barked;
    }

    @Override
    public void close() {
        calledOff.countDown();
    }
}
