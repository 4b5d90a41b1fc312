package dev.baton.control.http;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Which life of each source numbers are of: a node that begins anew counts from 1 again.
 *
 * @param bySource how often it had begun anew by then; those that aren't here are at their first life
 */
record Lives(Map<String, Integer> bySource) {
    private static final int UNKNOWN = -1;

    Lives {
        bySource = Map.copyOf(bySource);
    }

    /**
     * Those of numbers that sources have told after {@code before}: a lower number is of a later life.
     *
     * @param before the newest rows that had come when they were asked
     * @param told the numbers
     */
    static Lives after(Map<String, Feed.Newest> before, Map<String, Long> told) {
        Map<String, Integer> lives = new HashMap<>();
        before.forEach((source, known) -> {
            boolean isLater = told.getOrDefault(source, Long.MAX_VALUE) < known.seq();
            if (known.life() > 0 || isLater) {
                lives.put(source, known.life() + (isLater ? 1 : 0));
            }
        });
        return new Lives(lives);
    }

    /** These, where nobody here knows of which life the numbers of {@code sources} are. */
    Lives withUnknown(Collection<String> sources) {
        Map<String, Integer> lives = new HashMap<>(bySource);
        sources.forEach(source -> lives.put(source, UNKNOWN));
        return new Lives(lives);
    }

    /** These, where the number of the source of {@code row} is of the life of the row. */
    Lives with(Row row) {
        Map<String, Integer> lives = new HashMap<>(bySource);
        lives.put(row.source(), row.life());
        return new Lives(lives);
    }

    private int of(Row row) {
        return bySource.getOrDefault(row.source(), 0);
    }

    boolean isUnknown(Row row) {
        return of(row) == UNKNOWN;
    }

    /** Whether the row is of this life of its source. */
    boolean isOf(Row row) {
        return of(row) == row.life();
    }

    /** Whether the row is of an earlier life. */
    boolean isBefore(Row row) {
        return row.life() < of(row);
    }
}
