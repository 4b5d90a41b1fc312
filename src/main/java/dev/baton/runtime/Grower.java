package dev.baton.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Watches the queue of a {@link GrowingThreadPool} while tasks wait in it. When the first of them is still the first after
 * a moment, it wakes or adds 1, 2, 4, … threads.
 *
 * <p>The moment is a millisecond if most threads are known to wait for something. Threads that seem to run may only lack a
 * processor, and more of them would not help; so it is as long as it takes each of them to get one for a while. Sleeps
 * when no task waits.
 */
final class Grower implements Runnable {
    private static final long PATIENCE_NANOS = 1_000_000;
    /** How long a kernel lets a thread run before the next gets the processor. */
    private static final long TIME_SLICE_NANOS = 4_000_000;

    private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final GrowingThreadPool pool;
    private final HandOver queue;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private volatile boolean asleep;
    private volatile boolean ended;
    private volatile @Nullable Thread thread;

    Grower(GrowingThreadPool pool, HandOver queue) {
        this.pool = pool;
        this.queue = queue;
    }

    /** A task waits; from any thread. */
    void look() {
        Thread present = thread;
        if (present == null) {
            startThread();
        } else if (asleep) {
            asleep = false;
            LockSupport.unpark(present);
        }
    }

    private synchronized void startThread() {
        if (thread == null && !ended) {
            Thread created = new Thread(this, "baton-agents-grower");
            created.setDaemon(true);
            thread = created;
            created.start();
        }
    }

    void end() {
        ended = true;
        Thread present = thread;
        if (present != null) {
            LockSupport.unpark(present);
        }
    }

    @Override
    public void run() {
        int more = 1;
        while (!ended) {
            if (canRest()) {
                more = 1;
                sleep();
            } else {
                more = helpAfterPatience(more);
            }
        }
    }

    private boolean canRest() {
        return queue.isEmpty() || (pool.isFull() && !queue.hasIdle());
    }

    private void sleep() {
        asleep = true;
        if (canRest()) {
            LockSupport.parkNanos(this, LONGEST_SLEEP_NANOS);
        }
        asleep = false;
    }

    /** Waits a little; if the queue has not moved on by then, brings in {@code more} threads and returns how many next. */
    private int helpAfterPatience(int more) {
        Runnable first = queue.peek();
        LockSupport.parkNanos(this, PATIENCE_NANOS);
        if (first == null || queue.peek() != first) {
            return 1;
        }
        int runnable = pool.runnableThreads();
        if (runnable >= processors) {
            LockSupport.parkNanos(this, TIME_SLICE_NANOS * (runnable / processors));
            if (queue.peek() != first) {
                return 1;
            }
        }
        for (int i = 0; i < more && !queue.isEmpty() && !ended; i++) {
            if (!queue.wakeIdle()) {
                pool.addThread();
            }
        }
        return more * 2;
    }
}
