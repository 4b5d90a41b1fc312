package dev.baton.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread pool that adds a thread only when none is idle. While few threads are busy a task gets one at once: an idle one,
 * else a new one. Above that it waits for a moment for one of the busy threads, because a thousand short tasks at the same
 * time need no thousand threads. When that did not help, a {@link Grower} brings in more threads until nobody waits or the
 * limit is reached.
 *
 * <p>Idle threads end after a while: who became idle last works first, so that who isn't needed rests.
 */
final class GrowingThreadPool extends ThreadPoolExecutor {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final HandOver queue;
    private final Set<Thread> threads;
    private final Grower grower;

    /**
     * An empty pool.
     *
     * @param factory makes the threads
     * @param eager up to how many threads may be busy before a task has to wait for one of them
     * @param limit how many threads there may be; at the limit tasks queue
     */
    GrowingThreadPool(ThreadFactory factory, int eager, int limit) {
        this(factory, eager, limit, IDLE_NANOS);
    }

    /** As above, with threads that end when they have been idle for {@code idleNanos}. */
    GrowingThreadPool(ThreadFactory factory, int eager, int limit, long idleNanos) {
        this(factory, limit, idleNanos, ConcurrentHashMap.newKeySet(), new HandOver(Math.min(eager, limit)));
    }

    private GrowingThreadPool(ThreadFactory factory, int limit, long idleNanos, Set<Thread> threads, HandOver queue) {
        super(0, limit, idleNanos, TimeUnit.NANOSECONDS, queue, noting(factory, threads, queue));
        this.queue = queue;
        this.threads = threads;
        this.grower = new Grower(this, queue);
        queue.whenStuck(grower::look);
        setRejectedExecutionHandler((task, pool) -> atLimit(task));
    }

    private static ThreadFactory noting(ThreadFactory factory, Set<Thread> threads, HandOver queue) {
        return task -> {
            Thread thread = factory.newThread(() -> {
                try {
                    task.run();
                } finally {
                    threads.remove(Thread.currentThread());
                    queue.threadEnded();
                }
            });
            if (thread != null) {
                threads.add(thread);
                queue.threadAdded();
            }
            return thread;
        };
    }

    private void atLimit(Runnable task) {
        if (task == AddThread.TASK) {
            return;
        }
        if (isShutdown()) {
            throw new RejectedExecutionException("the thread pool is shut down");
        }
        queue.add(task);
    }

    /** Vert.x interrupts a thread whose context it closes; an interrupted thread would fail to wait for its next task. */
    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
        Thread.interrupted();
    }

    @Override
    protected void terminated() {
        grower.end();
    }

    /** How many threads there are now. */
    int threads() {
        return queue.threads();
    }

    boolean isFull() {
        return queue.threads() >= getMaximumPoolSize();
    }

    /** Adds a thread, unless the pool is full. */
    void addThread() {
        if (!isShutdown()) {
            execute(AddThread.TASK);
        }
    }

    /** How many threads seem to run: they do, or lack a processor, or wait for something that the JVM doesn't know of. */
    int runnableThreads() {
        int runnable = 0;
        for (Thread thread : threads) {
            if (thread.getState() == Thread.State.RUNNABLE) {
                runnable++;
            }
        }
        return runnable;
    }

    /** Passed through the pool only to make it add a thread. */
    enum AddThread implements Runnable {
        TASK;

        @Override
        public void run() {}
    }
}
