package dev.baton.logging;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The last lines that each agent wrote, in memory: {@value #LINES_PER_AGENT} lines or {@value #BYTES_PER_AGENT} characters of
 * each, whichever is less, for up to {@value #MOST_AGENTS} agents and {@value #MOST_BYTES} characters over all; beyond that an
 * agent that writes keeps its newest line only. A line is cut at {@value #LONGEST_LINE} characters.
 *
 * <p>Safe to use from any thread; whoever logs holds a lock for the length of a few assignments.
 */
public final class LogBook {
    /** The most lines that are kept of one agent. */
    public static final int LINES_PER_AGENT = 1_000;

    /** The most that may follow at once. */
    public static final int MOST_FOLLOWERS = 256;

    static final int LONGEST_LINE = 16 * 1024;
    private static final int BYTES_PER_AGENT = 256 * 1024;
    private static final int MOST_AGENTS = 10_000;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Ring> rings = new LinkedHashMap<>();
    private final List<Listener> listeners = new ArrayList<>();
    private long size;

    /**
     * A line.
     *
     * @param agent who wrote it
     * @param seq its number among the agent's lines, from 1, without gaps
     * @param timestamp when
     * @param level of what weight
     * @param text without its end
     */
    public record Line(String agent, long seq, Instant timestamp, LogLevel level, String text) {}

    private static final class Ring {
        private final Deque<Line> lines = new ArrayDeque<>();
        private long seq;
        private long size;
    }

    /** Each is itself only, whatever it asks for. */
    private static final class Listener {
        private final LogQuery query;
        private final Consumer<Line> next;

        Listener(LogQuery query, Consumer<Line> next) {
            this.query = query;
            this.next = next;
        }
    }

    /** Keeps what {@code agent} wrote, if it is among those there is room for. */
    void add(String agent, Instant timestamp, LogLevel level, String text) {
        String kept = text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "…";
        lock.lock();
        try {
            Ring ring = rings.get(agent);
            if (ring == null) {
                if (rings.size() >= MOST_AGENTS) {
                    return;
                }
                ring = new Ring();
                rings.put(agent, ring);
            }
            Line line = new Line(agent, ++ring.seq, timestamp, level, kept);
            add(ring, line);
            for (Listener listener : listeners) {
                if (listener.query.concerns(agent)) {
                    listener.next.accept(line);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(Ring ring, Line line) {
        ring.lines.add(line);
        grow(ring, line.text().length());
        while (ring.lines.size() > LINES_PER_AGENT
                || (ring.lines.size() > 1 && (ring.size > BYTES_PER_AGENT || size > MOST_BYTES))) {
            grow(ring, -ring.lines.remove().text().length());
        }
    }

    private void grow(Ring ring, int by) {
        ring.size += by;
        size += by;
    }

    /** The lines asked for, oldest first. */
    public List<Line> lines(LogQuery query) {
        List<Line> found;
        lock.lock();
        try {
            found = collect(query);
        } finally {
            lock.unlock();
        }
        return query.choose(found);
    }

    /**
     * Shows {@code present} the lines asked for, oldest first, then calls {@code next} with each later line of these agents,
     * without a gap and without telling one twice. Both are called with the book's lock held, {@code next} by whoever logs:
     * they must return at once, and {@code next} judges by itself whether a line is of interest.
     *
     * @return ends it, on any thread
     * @throws IllegalStateException when too many follow already
     */
    public Runnable follow(LogQuery query, Consumer<List<Line>> present, Consumer<Line> next) {
        Listener listener = new Listener(query, next);
        lock.lock();
        try {
            if (listeners.size() >= MOST_FOLLOWERS) {
                throw new IllegalStateException(
                        MOST_FOLLOWERS
                                + " readers follow the logs already, which is the most there may be; try again when one has left");
            }
            present.accept(query.choose(collect(query)));
            listeners.add(listener);
        } finally {
            lock.unlock();
        }
        return () -> stop(listener);
    }

    private void stop(Listener listener) {
        lock.lock();
        try {
            listeners.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    private List<Line> collect(LogQuery query) {
        List<Line> found = new ArrayList<>();
        rings.forEach((agent, ring) -> {
            if (query.concerns(agent)) {
                found.addAll(ring.lines);
            }
        });
        found.sort(Comparator.comparing(Line::timestamp));
        return found;
    }
}
