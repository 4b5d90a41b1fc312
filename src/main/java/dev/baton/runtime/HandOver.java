package dev.baton.runtime;

import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The queue of a {@link GrowingThreadPool}, which also decides whom a task wakes. Waking a thread costs more than a short
 * task, so one wakes at a time: when it has got up and taken its task, it wakes the next if tasks are left and not
 * {@code eager} threads are busy yet. Many tasks in a row so find the first threads awake.
 */
final class HandOver extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedDeque<CountDownLatch> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicBoolean waking = new AtomicBoolean();
    private final int eager;
    private Runnable stuck = () -> {};

    /** An empty queue that wakes at once while fewer than {@code eager} threads are busy. */
    HandOver(int eager) {
        this.eager = eager;
    }

    /** Calls {@code watcher} when a task has to wait for a busy thread. Set before the first task. */
    void whenStuck(Runnable watcher) {
        stuck = watcher;
    }

    int threads() {
        return threads.get();
    }

    void threadAdded() {
        threads.incrementAndGet();
        busy.incrementAndGet();
    }

    void threadEnded() {
        threads.decrementAndGet();
        busy.decrementAndGet();
    }

    /** What a pool asks before it adds a thread: false makes it add one. */
    @Override
    public boolean offer(Runnable task) {
        if (task == GrowingThreadPool.AddThread.TASK || isThreadWanted()) {
            return false;
        }
        return add(task);
    }

    private boolean isThreadWanted() {
        int present = threads.get();
        return present < eager && present == busy.get() && !waking.get();
    }

    /** Puts {@code task} in the queue in any case. */
    @Override
    public boolean add(Runnable task) {
        tasks.add(task);
        look();
        return true;
    }

    /** Sees to it that what waits is taken: by somebody on the way, by who is idle, or as the watcher finds right. */
    private void look() {
        if (waking.get()) {
            return;
        }
        if (busy.get() >= eager || !wakeOne()) {
            stuck.run();
        }
    }

    /** Wakes an idle thread, unless one is waking; false if there is none. */
    private boolean wakeOne() {
        if (!waking.compareAndSet(false, true)) {
            return true;
        }
        if (wakeIdle()) {
            return true;
        }
        waking.set(false);
        return false;
    }

    /** Wakes one more idle thread; false if there is none. */
    boolean wakeIdle() {
        CountDownLatch call = idle.pollFirst();
        if (call == null) {
            return false;
        }
        call.countDown();
        return true;
    }

    boolean hasIdle() {
        return !idle.isEmpty();
    }

    /** What a thread of the pool calls when it has nothing to do. */
    @Override
    public @Nullable Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
        Runnable task = tasks.poll();
        return task == null ? waitForTask(unit.toNanos(timeout)) : task;
    }

    /** Who is called in vain, because somebody else was quicker, waits anew. */
    private @Nullable Runnable waitForTask(long nanos) throws InterruptedException {
        while (true) {
            CountDownLatch call = new CountDownLatch(1);
            busy.decrementAndGet();
            idle.addFirst(call);
            boolean timedOut;
            try {
                // Who added a task before the line above may have seen nobody idle.
                timedOut = tasks.isEmpty() && !call.await(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                if (wasCalled(call)) {
                    gotUp();
                }
                throw e;
            }
            boolean called = wasCalled(call);
            Runnable task = tasks.poll();
            if (called) {
                gotUp();
            }
            if (task != null || (timedOut && !called)) {
                return task;
            }
        }
    }

    /** Ends its rest; whether somebody had called it, who then counts on it. */
    private boolean wasCalled(CountDownLatch call) {
        boolean called = !idle.removeFirstOccurrence(call);
        busy.incrementAndGet();
        return called;
    }

    private void gotUp() {
        waking.set(false);
        if (!tasks.isEmpty()) {
            look();
        }
    }

    @Override
    public @Nullable Runnable poll() {
        return tasks.poll();
    }

    @Override
    public @Nullable Runnable peek() {
        return tasks.peek();
    }

    @Override
    public boolean isEmpty() {
        return tasks.isEmpty();
    }

    @Override
    public int size() {
        return tasks.size();
    }

    @Override
    public boolean remove(Object task) {
        return tasks.remove(task);
    }

    @Override
    public Iterator<Runnable> iterator() {
        return tasks.iterator();
    }

    @Override
    public void put(Runnable task) {
        add(task);
    }

    @Override
    public boolean offer(Runnable task, long timeout, TimeUnit unit) {
        return offer(task);
    }

    @Override
    public Runnable take() throws InterruptedException {
        Runnable task = null;
        while (task == null) {
            task = poll(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }
        return task;
    }

    @Override
    public int remainingCapacity() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int drainTo(Collection<? super Runnable> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super Runnable> target, int most) {
        int moved = 0;
        for (Runnable task = null; moved < most && (task = tasks.poll()) != null; moved++) {
            target.add(task);
        }
        return moved;
    }
}
