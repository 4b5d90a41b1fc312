package dev.baton.cluster.forward;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What somebody who follows is still to be told, a bounded number: of more the oldest are dropped and counted. For any thread. */
final class Backlog<N> {
    private final Deque<N> rows = new ArrayDeque<>();
    private final ForwardCounts counts;
    private final int most;
    private long missed;
    private boolean awake;
    private boolean isClosed;

    Backlog(int most, ForwardCounts counts) {
        this.most = most;
        this.counts = counts;
    }

    /**
     * What there was.
     *
     * @param rows in order
     * @param missed how many were dropped before them
     */
    record Drained<N>(List<N> rows, long missed) {
        boolean isEmpty() {
            return rows.isEmpty() && missed == 0;
        }
    }

    /** Takes in one more; true if whoever drains this is to be woken. */
    synchronized boolean add(N row) {
        if (isClosed) {
            return false;
        }
        if (rows.size() >= most) {
            rows.remove();
            missed++;
            counts.rowsDropped.increment();
        } else {
            counts.rowsWaiting.incrementAndGet();
        }
        rows.add(row);
        boolean wakes = !awake;
        awake = true;
        return wakes;
    }

    /** Whether there is anything; if not, whoever adds will say so. */
    synchronized boolean rest() {
        awake = !rows.isEmpty() || missed > 0;
        return !awake;
    }

    /** Takes out the oldest, at most so many. */
    synchronized Drained<N> drain(int atMost) {
        List<N> taken = new ArrayList<>(Math.min(atMost, rows.size()));
        while (taken.size() < atMost && !rows.isEmpty()) {
            taken.add(rows.remove());
        }
        counts.rowsWaiting.addAndGet(-taken.size());
        Drained<N> drained = new Drained<>(taken, missed);
        missed = 0;
        return drained;
    }

    /** Nobody is told any more. */
    synchronized void close() {
        isClosed = true;
        counts.rowsWaiting.addAndGet(-rows.size());
        rows.clear();
    }
}
