package dev.baton.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A listener that remembers what it was told, and can be slow. */
final class Heard implements FileWatch.Listener {
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> troubles = new LinkedBlockingQueue<>();
    private volatile @Nullable CountDownLatch obstacle;

    @Override
    public void changed(String name, String what) {
        told.add(name + ": " + what);
        CountDownLatch present = obstacle;
        if (present != null) {
            await(present);
        }
    }

    @Override
    public void trouble(String name, String what) {
        troubles.add(name + ": " + what);
    }

    /** From now on what it is told holds it up, until it {@link #goesOn()}. */
    void stops() {
        obstacle = new CountDownLatch(1);
    }

    void goesOn() {
        CountDownLatch present = obstacle;
        obstacle = null;
        if (present != null) {
            present.countDown();
        }
    }

    /** What it is told next. */
    String next() {
        return next(told);
    }

    /** The next trouble. */
    String trouble() {
        return next(troubles);
    }

    boolean hasNoMoreTroubles() {
        return troubles.isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static String next(BlockingQueue<String> queue) {
        try {
            String next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("nothing was told").isNotNull();
            return String.valueOf(next);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting to be told", e);
        }
    }
}
