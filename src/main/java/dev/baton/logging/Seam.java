package dev.baton.logging;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the lines in memory begin, as seen from the files, which have them too. Lines of the very moment of the first one in
 * memory may be on either side: of each stream the last ones are in memory, as many as there are. For one thread.
 */
final class Seam {
    private final @Nullable Instant moment;
    private final Map<LogStream, Integer> inMemory = new EnumMap<>(LogStream.class);

    /** @param present what is in memory, oldest first */
    Seam(Iterable<LogBook.Line> present) {
        @Nullable Instant oldest = null;
        for (LogBook.Line line : present) {
            Instant timestamp = FileLine.stamped(line.timestamp());
            if (oldest == null) {
                oldest = timestamp;
            }
            if (timestamp.equals(oldest)) {
                inMemory.merge(line.stream(), 1, Integer::sum);
            }
        }
        moment = oldest;
    }

    /** Negative for a line that is older than those in memory, 0 for one of the moment that isn't clear. */
    int side(LogBook.Line line) {
        return moment == null ? -1 : line.timestamp().compareTo(moment);
    }

    /**
     * Those of {@code unclear}, in the order they have in a file, that are not in memory.
     *
     * @param dropped gets by stream how many are
     */
    Deque<LogBook.Line> leave(Deque<LogBook.Line> unclear, Map<LogStream, Integer> dropped) {
        Deque<LogBook.Line> left = new ArrayDeque<>();
        while (!unclear.isEmpty()) {
            LogBook.Line line = unclear.removeLast();
            if (dropped.getOrDefault(line.stream(), 0) < inMemory.getOrDefault(line.stream(), 0)) {
                dropped.merge(line.stream(), 1, Integer::sum);
            } else {
                left.addFirst(line);
            }
        }
        return left;
    }

    /** A file has been done with, and an older one follows. */
    void pass(Map<LogStream, Integer> dropped) {
        dropped.forEach((stream, count) -> inMemory.merge(stream, -count, Integer::sum));
    }
}
