package dev.baton.logging;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

/**
 * Lines on their way to a place that may be slow, bounded in bytes. Lines that matter may use all of it, others leave an
 * eighth free for them. A line that finds no room in the time given is dropped and counted, and a note in its place says
 * how many are missing.
 *
 * <p>Any thread may offer; one thread {@linkplain #take takes}, and says when it is {@linkplain #written done}. A lock
 * rather than {@code synchronized}, so that a waiting virtual thread gives its carrier back.
 */
final class LineQueue {
    private static final int BATCH_BYTES = 64 * 1024;

    private final long capacity;
    private final LongFunction<byte[]> note;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Queue<byte[]> lines = new ArrayDeque<>();
    /** Of all lines that are waiting or being written. */
    private long bytes;

    private long droppedSinceNote;
    private long dropped;
    private boolean closed;

    /** A queue of {@code capacity} bytes; {@code note} makes the line that says how many are missing. */
    LineQueue(long capacity, LongFunction<byte[]> note) {
        this.capacity = capacity;
        this.note = note;
    }

    /** Adds {@code line}, waiting for room no longer than {@code patience}; false if it was dropped or the queue is closed. */
    boolean offer(byte[] line, boolean matters, Duration patience) {
        long limit = matters ? capacity : capacity - capacity / 8;
        lock.lock();
        try {
            boolean fits = awaitRoom(line.length, limit, patience.toNanos());
            if (closed) {
                return false;
            }
            if (!fits) {
                droppedSinceNote++;
                dropped++;
                return false;
            }
            addNote();
            add(line);
            work.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next lines, waiting for them; empty when the queue was closed and nothing is left. */
    List<byte[]> take() throws InterruptedException {
        lock.lock();
        try {
            while (lines.isEmpty() && droppedSinceNote == 0 && !closed) {
                work.await();
            }
            if (lines.isEmpty()) {
                addNote();
            }
            return batch();
        } finally {
            lock.unlock();
        }
    }

    /** Makes room: {@code batch} has been written. */
    void written(List<byte[]> batch) {
        lock.lock();
        try {
            bytes -= batch.stream().mapToLong(line -> line.length).sum();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses further lines; those that are waiting can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many lines found no room since the beginning. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitRoom(long length, long limit, long nanos) {
        long left = nanos;
        try {
            while (!closed && !fits(length, limit)) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    /** A line larger than the whole queue gets through when it is alone. */
    private boolean fits(long length, long limit) {
        return bytes == 0 || bytes + length <= limit;
    }

    private void addNote() {
        if (droppedSinceNote > 0) {
            add(note.apply(droppedSinceNote));
            droppedSinceNote = 0;
        }
    }

    private void add(byte[] line) {
        lines.add(line);
        bytes += line.length;
    }

    private List<byte[]> batch() {
        List<byte[]> batch = new ArrayList<>();
        for (int size = 0; !lines.isEmpty() && size < BATCH_BYTES; ) {
            byte[] line = lines.remove();
            size += line.length;
            batch.add(line);
        }
        return batch;
    }
}
