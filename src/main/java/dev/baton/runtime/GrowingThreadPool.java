package dev.baton.runtime;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread pool that adds a thread only when none is idle. A task goes to an idle thread if there is one. If not, a new
 * thread is added at once while there are few; above that the task waits for up to a millisecond for one of the busy
 * threads, because a thousand short tasks at the same moment need no thousand threads. When a millisecond did not help,
 * a <em>grower</em> adds 1, 2, 4, … threads until nobody waits or the limit is reached.
 *
 * <p>Idle threads end after a while. The grower sleeps unless tasks wait.
 */
final class GrowingThreadPool extends ThreadPoolExecutor {
    private static final long PATIENCE_NANOS = 1_000_000;
    private static final long IDLE_SECONDS = 10;

    private final AtomicInteger threads;
    private final Grower grower;

    /**
     * An empty pool.
     *
     * @param factory makes the threads
     * @param eager up to how many threads are added without waiting
     * @param limit how many threads there may be; at the limit tasks queue
     */
    GrowingThreadPool(ThreadFactory factory, int eager, int limit) {
        this(factory, eager, limit, new AtomicInteger(), new HandOver());
    }

    private GrowingThreadPool(ThreadFactory factory, int eager, int limit, AtomicInteger threads, HandOver queue) {
        super(0, limit, IDLE_SECONDS, TimeUnit.SECONDS, queue, counting(factory, threads), queue::accept);
        this.threads = threads;
        this.grower = new Grower(this, queue);
        queue.eager = Math.min(eager, limit);
        queue.threads = threads;
        queue.grower = grower;
    }

    private static ThreadFactory counting(ThreadFactory factory, AtomicInteger threads) {
        return task -> {
            threads.incrementAndGet();
            return factory.newThread(() -> {
                try {
                    task.run();
                } finally {
                    threads.decrementAndGet();
                }
            });
        };
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
        return threads.get();
    }

    /** Passed through the pool only to make it add a thread. */
    private enum AddThread implements Runnable {
        TASK;

        @Override
        public void run() {}
    }

    /** Refuses to queue what should start a new thread: a pool asks its queue first. */
    private static final class HandOver extends LinkedBlockingQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        private int eager;
        private final AtomicInteger idle = new AtomicInteger();
        private transient AtomicInteger threads = new AtomicInteger();
        private transient @Nullable Grower grower;

        @Override
        public boolean offer(Runnable task) {
            if (task == AddThread.TASK) {
                return false;
            }
            if (idle.get() > size()) {
                super.offer(task);
                if (idle.get() < size()) {
                    // Who was idle has just given up waiting.
                    look();
                }
                return true;
            }
            if (threads.get() < eager) {
                return false;
            }
            enqueue(task);
            return true;
        }

        /** What a thread of the pool calls when it has nothing to do; only one that really waits counts as idle. */
        @Override
        public @Nullable Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
            Runnable task = poll();
            if (task != null) {
                return task;
            }
            idle.incrementAndGet();
            try {
                return super.poll(timeout, unit);
            } finally {
                idle.decrementAndGet();
            }
        }

        /** The pool is at its limit, or shut down. */
        void accept(Runnable task, ThreadPoolExecutor pool) {
            if (task == AddThread.TASK) {
                return;
            }
            if (pool.isShutdown()) {
                throw new RejectedExecutionException("the thread pool is shut down");
            }
            enqueue(task);
        }

        private void enqueue(Runnable task) {
            super.offer(task);
            look();
        }

        private void look() {
            Grower present = grower;
            if (present != null) {
                present.look();
            }
        }
    }

    /** Watches the queue while anything is in it. */
    private static final class Grower implements Runnable {
        private final ThreadPoolExecutor pool;
        private final HandOver queue;
        private volatile boolean asleep;
        private volatile boolean ended;
        private volatile @Nullable Thread thread;

        Grower(ThreadPoolExecutor pool, HandOver queue) {
            this.pool = pool;
            this.queue = queue;
        }

        void look() {
            Thread present = thread;
            if (present == null) {
                startThread();
            } else if (asleep) {
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
                if (queue.isEmpty() || queue.threads.get() >= pool.getMaximumPoolSize()) {
                    more = 1;
                    sleep();
                } else {
                    more = helpAfterPatience(more);
                }
            }
        }

        private void sleep() {
            asleep = true;
            if (queue.isEmpty() || queue.threads.get() >= pool.getMaximumPoolSize()) {
                LockSupport.parkNanos(this, TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
            }
            asleep = false;
        }

        /** Waits a little; if the queue has not moved on by then, adds {@code more} threads and returns how many next. */
        private int helpAfterPatience(int more) {
            Runnable first = queue.peek();
            LockSupport.parkNanos(this, PATIENCE_NANOS);
            if (first == null || queue.peek() != first) {
                return 1;
            }
            int wanted = Math.min(more, queue.size());
            for (int i = 0; i < wanted && !pool.isShutdown(); i++) {
                pool.execute(AddThread.TASK);
            }
            return more * 2;
        }
    }
}
