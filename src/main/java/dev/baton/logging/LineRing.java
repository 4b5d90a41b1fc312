package dev.baton.logging;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The last lines of one agent, as many as {@link LogBook} says. For any thread; followers are told with the lock held, so
 * in the order of the lines.
 */
final class LineRing {
    private final String agent;
    private final AtomicLong sizeOfAll;
    private final List<LogFollower> followers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<LogBook.Line> lines = new ArrayDeque<>();
    private long seq;
    private long size;

    /**
     * An empty one.
     *
     * @param sizeOfAll of all agents' rings together
     * @param followers who is told of lines; safe to read on any thread
     */
    LineRing(String agent, AtomicLong sizeOfAll, List<LogFollower> followers) {
        this.agent = agent;
        this.sizeOfAll = sizeOfAll;
        this.followers = followers;
    }

    void add(Instant timestamp, LogStream stream, @Nullable LogLevel level, List<String> texts) {
        lock.lock();
        try {
            for (String text : texts) {
                add(new LogBook.Line(agent, ++seq, timestamp, stream, level, text));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Oldest first. */
    List<LogBook.Line> lines() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    private void add(LogBook.Line line) {
        lines.add(line);
        grow(cost(line));
        while (lines.size() > LogBook.LINES_PER_AGENT
                || (lines.size() > 1 && (size > LogBook.BYTES_PER_AGENT || sizeOfAll.get() > LogBook.MOST_BYTES))) {
            grow(-cost(lines.remove()));
        }
        for (LogFollower follower : followers) {
            follower.offer(line);
        }
    }

    private void grow(int by) {
        size += by;
        sizeOfAll.addAndGet(by);
    }

    private static int cost(LogBook.Line line) {
        return line.text().length() + LogBook.BYTES_PER_LINE;
    }
}
