package dev.baton.runtime;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One alarm clock for all agents: a hashed timing wheel of 4,096 buckets of 10 ms (G. Varghese, T. Lauck: Hashed and
 * Hierarchical Timing Wheels, 1987). Setting and cancelling costs O(1) whatever the number of timeouts; an empty wheel
 * does not turn. A timeout never fires early, and at most one bucket late.
 *
 * <p>{@link Timeout}s are set and cancelled from any thread; they fire on the wheel's loop, so what they run must be
 * short.
 */
public final class TimingWheel {
    private static final int BUCKETS = 4096;
    private static final int MASK = BUCKETS - 1;
    private static final long TICK_NANOS = 10_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int CHUNK = 1024;

    private final @Nullable Bucket[] buckets = new Bucket[BUCKETS];
    private final BitSet occupied = new BitSet(BUCKETS);
    private final MpscUnboundedAtomicArrayQueue<Timeout> changes = new MpscUnboundedAtomicArrayQueue<>(CHUNK);
    private final AtomicBoolean woken = new AtomicBoolean();
    private final LongSupplier nanoTime;
    private final Loop loop;
    private final long origin;
    private long done;
    private @Nullable Runnable alarm;

    /** When the wheel next looks at {@link #changes} by itself; for anything earlier it has to be woken. */
    private volatile long wakeAt = Long.MAX_VALUE;

    /**
     * A wheel that stands still.
     *
     * @param nanoTime a clock that never goes back
     * @param loop where the wheel turns
     */
    public TimingWheel(LongSupplier nanoTime, Loop loop) {
        this.nanoTime = nanoTime;
        this.loop = loop;
        this.origin = nanoTime.getAsLong();
    }

    /** The wheel's clock, in nanoseconds since it was made. */
    public long now() {
        return nanoTime.getAsLong() - origin;
    }

    /** One thread that runs tasks in order. */
    public interface Loop {
        /** Runs {@code task} soon; from any thread. */
        void run(Runnable task);

        /** Runs {@code task} after {@code millis}, at least 1, unless the returned canceller is run before; on the loop. */
        Runnable runLater(long millis, Runnable task);
    }

    /** Something to do at a time; used again and again, but set once at a time. */
    public abstract static class Timeout {
        private long tick = -1;
        private int place;
        private volatile long due;
        private volatile boolean cancelled;

        /** For subclasses. */
        protected Timeout() {}

        /** Called on the wheel's loop when the time has come. */
        protected abstract void fire();

        private boolean isLinked() {
            return tick >= 0;
        }
    }

    /** Lets {@code timeout} fire at {@code due} on the clock of {@link #now()}. It must not be waiting already. */
    public void set(Timeout timeout, long due) {
        timeout.due = due;
        changes.offer(timeout);
        wakeFor(due);
    }

    /** Never lets {@code timeout} fire again, or be set again. */
    public void cancel(Timeout timeout) {
        timeout.cancelled = true;
        changes.offer(timeout);
        wakeFor(now() + TICK_NANOS * BUCKETS);
    }

    private void wakeFor(long due) {
        if (due < wakeAt && woken.compareAndSet(false, true)) {
            loop.run(this::turn);
        }
    }

    /** Takes in what was set and cancelled, fires what is due, and sets the alarm for the next; on the loop only. */
    private void turn() {
        wakeAt = Long.MIN_VALUE;
        woken.set(false);
        takeChanges();
        long last = now() / TICK_NANOS;
        long first = Math.max(done + 1, last - BUCKETS + 1);
        for (int bucket = nextOccupied(first, last); bucket >= 0; bucket = nextOccupied(first, last)) {
            first += (bucket - (int) first & MASK) + 1;
            fireBucket(bucket, last);
        }
        done = last;
        sleep();
    }

    /** Says when it will wake, then looks once more: whoever set a timeout before could not know. */
    private void sleep() {
        do {
            takeChanges();
            long next = nextTick();
            wakeAt = next < 0 ? Long.MAX_VALUE : next * TICK_NANOS;
        } while (!changes.isEmpty());
        if (alarm != null) {
            alarm.run();
        }
        alarm = wakeAt == Long.MAX_VALUE ? null : loop.runLater(millisUntil(wakeAt), this::turn);
    }

    private long millisUntil(long due) {
        long nanos = due - now();
        return nanos <= 0 ? 1 : (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    }

    private void takeChanges() {
        for (Timeout changed = changes.poll(); changed != null; changed = changes.poll()) {
            if (changed.isLinked()) {
                unlink(changed);
            }
            if (!changed.cancelled) {
                link(changed);
            }
        }
    }

    /** The bucket of the first occupied tick from {@code first} to {@code last}, or -1. */
    private int nextOccupied(long first, long last) {
        if (first > last) {
            return -1;
        }
        int from = (int) first & MASK;
        int span = (int) (last - first) + 1;
        int bucket = occupied.nextSetBit(from);
        if (bucket < 0) {
            bucket = occupied.nextSetBit(0);
        }
        return bucket >= 0 && (bucket - from & MASK) < span ? bucket : -1;
    }

    /** The next tick whose bucket holds anything, at most one turn of the wheel away, or -1. */
    private long nextTick() {
        int bucket = nextOccupied(done + 1, done + BUCKETS);
        return bucket < 0 ? -1 : done + 1 + (bucket - (int) (done + 1) & MASK);
    }

    private void fireBucket(int number, long last) {
        Bucket bucket = buckets[number];
        drop(number);
        if (bucket != null) {
            bucket.forEach(each -> fireOrKeep(each, last));
        }
    }

    private void fireOrKeep(Timeout timeout, long last) {
        if (timeout.tick > last) {
            put(timeout);
            return;
        }
        timeout.tick = -1;
        if (!timeout.cancelled) {
            timeout.fire();
        }
    }

    private void link(Timeout timeout) {
        timeout.tick = Math.max((timeout.due + TICK_NANOS - 1) / TICK_NANOS, done + 1);
        put(timeout);
    }

    private void put(Timeout timeout) {
        int number = (int) timeout.tick & MASK;
        Bucket bucket = buckets[number];
        if (bucket == null) {
            bucket = new Bucket();
            buckets[number] = bucket;
            occupied.set(number);
        }
        bucket.add(timeout);
    }

    private void unlink(Timeout timeout) {
        int number = (int) timeout.tick & MASK;
        Bucket bucket = buckets[number];
        if (bucket != null && bucket.remove(timeout)) {
            drop(number);
        }
        timeout.tick = -1;
    }

    /** An empty bucket is not kept: every one of them may have been large once. */
    private void drop(int number) {
        buckets[number] = null;
        occupied.clear(number);
    }

    /**
     * Timeouts side by side, in no order. In an array and not in a chain, because a link in each of many old objects would
     * be a change in as many places of the heap, each of which the garbage collector has to look at.
     */
    private static final class Bucket {
        private static final int FEW = 4;

        private @Nullable Timeout[] timeouts = new Timeout[FEW];
        private int size;

        void add(Timeout timeout) {
            if (size == timeouts.length) {
                timeouts = Arrays.copyOf(timeouts, size * 2);
            }
            timeouts[size] = timeout;
            timeout.place = size;
            size++;
        }

        /** Puts the last in the gap; whether none is left. */
        boolean remove(Timeout timeout) {
            size--;
            Timeout last = timeouts[size];
            timeouts[size] = null;
            if (last != null && last != timeout) {
                timeouts[timeout.place] = last;
                last.place = timeout.place;
            }
            return size == 0;
        }

        void forEach(Consumer<Timeout> action) {
            for (int i = 0; i < size; i++) {
                Timeout each = timeouts[i];
                if (each != null) {
                    action.accept(each);
                }
            }
        }
    }
}
