package dev.baton.logging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants the present lines and then the later ones, of agents that may become more. Known to the {@link LogBook}
 * before the present is looked up; what comes meanwhile waits here, and what is part of the present already is told by its number.
 * Nobody waits while the present is made. As long as there is no agent to follow, the book doesn't know of it, and it costs nothing.
 * Safe to use from any thread.
 */
public final class LogFollower implements AutoCloseable {
    /** How many lines may wait for the present; beyond that the oldest is left out, and counted. */
    static final int MOST_WAITING = 10_000;

    private final LogBook book;
    private final LogReader reader;
    private final Consumer<LogBook.Line> next;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile LogQuery query;
    private @Nullable Deque<LogBook.Line> waiting = new ArrayDeque<>();
    private long leftOut;
    private boolean isBegun;
    private boolean isAdmitted;
    private boolean isClosed;

    LogFollower(LogBook book, LogReader reader, LogQuery query, Consumer<LogBook.Line> next) {
        this.book = book;
        this.reader = reader;
        this.query = query;
        this.next = next;
    }

    /**
     * Shows {@code present} the lines asked for, then tells what came after it. To be called once, on a thread that may wait for a
     * disk.
     *
     * @throws IllegalStateException when too many follow already; then it is closed
     */
    public void begin(Consumer<LogReader.Found> present) {
        try {
            LogQuery asked = enter();
            Map<String, List<LogBook.Line>> rings = book.present(asked);
            Map<String, Long> last = new HashMap<>();
            rings.forEach((agent, lines) -> last.put(
                    agent, lines.isEmpty() ? 0 : lines.get(lines.size() - 1).seq()));
            show(reader.find(asked, rings), last, present);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private LogQuery enter() {
        lock.lock();
        try {
            isBegun = true;
            if (!query.agents().isEmpty() && !isClosed) {
                book.admit(this);
                isAdmitted = true;
            }
            return query;
        } finally {
            lock.unlock();
        }
    }

    /** Of an agent that came meanwhile nothing belongs to the present. */
    private void show(LogReader.Found found, Map<String, Long> last, Consumer<LogReader.Found> present) {
        lock.lock();
        try {
            present.accept(found.without(leftOut));
            Deque<LogBook.Line> later = waiting;
            waiting = null;
            if (later != null) {
                later.stream()
                        .filter(line -> line.seq() > last.getOrDefault(line.agent(), 0L))
                        .forEach(next);
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on lines of {@code agents} are told, too; what they have written before is not. Returns at once. */
    public void add(Set<String> agents) {
        lock.lock();
        try {
            query = query.alsoOf(agents);
            if (isBegun && !isAdmitted && !isClosed && !query.agents().isEmpty()) {
                book.admitLate(this);
                isAdmitted = true;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends it. Closing it again does nothing. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
        } finally {
            lock.unlock();
        }
        book.dismiss(this);
    }

    /** A new line of anybody. */
    void offer(LogBook.Line line) {
        LogQuery asked = query;
        if (!asked.concerns(line.agent()) || !asked.matches(line)) {
            return;
        }
        lock.lock();
        try {
            if (waiting == null) {
                next.accept(line);
                return;
            }
            waiting.add(line);
            if (waiting.size() > MOST_WAITING) {
                waiting.remove();
                leftOut++;
            }
        } finally {
            lock.unlock();
        }
    }
}
