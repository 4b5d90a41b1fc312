package dev.baton.control.http;

import org.jspecify.annotations.Nullable;

/** The latest rows, by position; how many are kept is bounded, so who reads too slowly finds that some are gone. */
final class RecentRows {
    private final @Nullable Row[] rows;
    private long head;
    private long first;

    RecentRows(int capacity) {
        rows = new Row[capacity];
    }

    void add(Row row) {
        rows[(int) (head % rows.length)] = row;
        head++;
        first = Math.max(first, head - rows.length);
    }

    /** Nobody needs them any more. */
    void forget() {
        for (long at = first; at < head; at++) {
            rows[(int) (at % rows.length)] = null;
        }
        first = head;
    }

    /** The position of the next one to come. */
    long head() {
        return head;
    }

    /** The position of the oldest one that is kept, or {@link #head} if there is none. */
    long first() {
        return first;
    }

    /** @param position from {@link #first} to before {@link #head} */
    Row get(long position) {
        Row row = rows[(int) (position % rows.length)];
        if (row == null || position < first || position >= head) {
            throw new IndexOutOfBoundsException("row " + position + " is not kept; there are " + first + " to " + head);
        }
        return row;
    }
}
