package dev.baton.logging;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does what can be done later, on one thread that is there only while there is something to do. Nothing waits for it. A
 * chore that is waiting already isn't added again, so there are no more of them than files and folders.
 */
final class Upkeep implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    private final ThreadPoolExecutor executor;
    private volatile boolean closed;

    /** Something to be done. */
    interface Chore extends Runnable {
        /** True while it waits to be run. */
        AtomicBoolean due();
    }

    Upkeep() {
        executor = new ThreadPoolExecutor(
                1,
                1,
                PATIENCE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "baton-log-upkeep");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
    }

    void submit(Chore chore) {
        if (chore.due().compareAndSet(false, true)) {
            executor.execute(() -> runIfDue(chore));
        }
    }

    /** Runs {@code chore} now if it waits; for this thread. */
    static void runIfDue(Chore chore) {
        if (chore.due().compareAndSet(true, false)) {
            chore.run();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** What runs ends soon, what waits is dropped. */
    @Override
    public void close() {
        closed = true;
        executor.shutdown();
        try {
            executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
