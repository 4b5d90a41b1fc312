package dev.baton.cluster.view;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The table of another node on its way, page by page. Changes that are told meanwhile wait, and are made once it is there; at most
 * {@value #MOST_WAITING}, and when more come the last ones are missing, which is seen by their numbers.
 */
final class SnapshotFetch {
    private static final int MOST_WAITING = 1_000;

    private final Deque<Status.Delta> waiting = new ArrayDeque<>();
    private @Nullable RowTable table;
    private @Nullable String after;

    /** A change that is told meanwhile. */
    void add(Status.Delta delta) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(delta);
        }
    }

    /** What the last page ended with, null before the first. */
    @Nullable
    String after() {
        return after;
    }

    /**
     * Takes the next page.
     *
     * @return the table if that was the last one
     * @throws IllegalArgumentException if the page isn't the next one, or there are more rows than a node may have
     */
    @Nullable
    RowTable take(Status.Page page, long now) {
        RowTable present = table == null ? new RowTable(page.version()) : table;
        table = present;
        String last = after;
        for (var row : page.rows()) {
            if (last != null && row.name().compareTo(last) <= 0) {
                throw new IllegalArgumentException(
                        "after the agent '" + last + "' it tells of '" + row.name() + "': rows must come by name");
            }
            last = row.name();
        }
        if (!page.last() && page.rows().isEmpty()) {
            throw new IllegalArgumentException("a page without agents is not the last");
        }
        if (present.size() + page.rows().size() > RowTable.MOST) {
            throw new IllegalArgumentException("it tells of more than " + RowTable.MOST + " agents");
        }
        present.add(page, now);
        after = last;
        return page.last() ? complete(present, now) : null;
    }

    private RowTable complete(RowTable present, long now) {
        for (Status.Delta delta : waiting) {
            present.apply(delta, now);
        }
        return present;
    }
}
