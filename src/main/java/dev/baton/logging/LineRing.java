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
            long before = size;
            boolean isFollowed = !followers.isEmpty();
            for (String text : texts) {
                LogBook.Line line = new LogBook.Line(agent, ++seq, timestamp, stream, level, text);
                add(line);
                if (isFollowed) {
                    followers.forEach(follower -> follower.offer(line));
                }
            }
            long others = sizeOfAll.addAndGet(size - before) - size;
            sizeOfAll.addAndGet(-shorten(LogBook.MOST_BYTES - others));
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
        size += cost(line);
        if (lines.size() > LogBook.LINES_PER_AGENT) {
            size -= cost(lines.remove());
        }
        shorten(LogBook.BYTES_PER_AGENT);
    }

    /** Forgets the oldest lines, but not the last one, until the others are small enough; returns how much that was. */
    private long shorten(long most) {
        long before = size;
        while (size > most && lines.size() > 1) {
            size -= cost(lines.remove());
        }
        return before - size;
    }

    private static int cost(LogBook.Line line) {
        return line.text().length() + LogBook.BYTES_PER_LINE;
    }
}
