package dev.baton.control.http;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a stream begins with: rows, and after each of them how far the stream has come. */
final class Beginning {
    private static final int LARGEST_PART = 64 * 1024;

    private final List<Row> rows;
    /** For each row the lowest number that is still to come of its source. */
    private final long[] laterLowest;

    private final Map<String, Long> told;
    private int next;

    /**
     * A beginning of which nothing is told yet.
     *
     * @param rows in the order in which they are told
     * @param told the number of the last row of each source, when all of them are told
     */
    Beginning(List<Row> rows, Map<String, Long> told) {
        this.rows = rows;
        this.told = new TreeMap<>(told);
        laterLowest = new long[rows.size()];
        // Clocks are set back, so the rows of one node may stand in another order than that of their numbers.
        Map<String, Long> lowest = new HashMap<>();
        for (int i = rows.size() - 1; i >= 0; i--) {
            Row row = rows.get(i);
            laterLowest[i] = lowest.getOrDefault(row.source(), Long.MAX_VALUE);
            lowest.merge(row.source(), row.seq(), Math::min);
        }
        lowest.forEach((source, number) -> this.told.put(source, Math.max(0, number - 1)));
    }

    boolean isOver() {
        return next >= rows.size();
    }

    /** As much as is sent at a time. */
    Buffer part() {
        Buffer part = Buffer.buffer();
        while (!isOver() && part.length() < LARGEST_PART) {
            Row row = rows.get(next);
            long reached = Math.max(0, Math.min(row.seq(), laterLowest[next] - 1));
            told.merge(row.source(), reached, Math::max);
            part.appendBuffer(row.frame(told));
            next++;
        }
        return part;
    }
}
