package dev.baton.logging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants the present lines and then the later ones. Known to the {@link LogBook} before the present is looked
 * up; what comes meanwhile waits here, and what is part of the present already is told by its number. Nobody waits while
 * the present is made.
 */
final class LogFollower {
    /** How many lines may wait for the present; beyond that the oldest is left out, and counted. */
    static final int MOST_WAITING = 10_000;

    private final LogQuery query;
    private final Consumer<LogBook.Line> next;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Deque<LogBook.Line> waiting = new ArrayDeque<>();
    private long leftOut;

    LogFollower(LogQuery query, Consumer<LogBook.Line> next) {
        this.query = query;
        this.next = next;
    }

    /** A new line of anybody. */
    void offer(LogBook.Line line) {
        if (!query.concerns(line.agent()) || !query.matches(line)) {
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

    /**
     * Runs {@code present}, which shows what there was and is told how many lines after that were left out, then tells what
     * came after it.
     *
     * @param last by agent the number of its last line that belongs to the present; it was looked up since this follower is
     *     known to the book
     */
    void begin(Map<String, Long> last, LongConsumer present) {
        lock.lock();
        try {
            present.accept(leftOut);
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
}
