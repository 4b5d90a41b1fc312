package dev.baton.cluster.forward;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commands of other nodes and what came of them, for when they are asked for again. When there are too many, the oldest that is
 * finished goes. For one thread.
 */
final class Shelf {
    private final Map<String, Case> cases = new LinkedHashMap<>();
    private final ForwardCounts counts;
    private final int most;
    private final int mostBytes;
    private final long keep;
    private int bytes;
    private boolean hasForgotten;
    private long forgottenAt;

    /**
     * Empty.
     *
     * @param most how many
     * @param mostBytes how large their outcomes may be together
     * @param keep how long an outcome is of use
     */
    Shelf(int most, int mostBytes, Duration keep, ForwardCounts counts) {
        this.most = most;
        this.mostBytes = mostBytes;
        this.keep = keep.toNanos();
        this.counts = counts;
    }

    int most() {
        return most;
    }

    @Nullable
    Case get(String key) {
        return cases.get(key);
    }

    /** Takes in one that begins; false if there are too many and all are under way. */
    boolean begin(String key, Case begun, long now) {
        forgetOld(now);
        if (cases.size() >= most && !forgetOldest(key, now)) {
            return false;
        }
        cases.put(key, begun);
        counts.kept.incrementAndGet();
        return true;
    }

    /** One of those here has come to its end; it stays, even if all others have to go. */
    void finished(String key, Case done) {
        if (cases.get(key) != done) {
            return;
        }
        grow(done.size());
        while (bytes > mostBytes && forgetOldest(key, done.finishedAt())) {
            // Until it fits, or there is nothing left to forget.
        }
    }

    void remove(String key) {
        Case gone = cases.remove(key);
        if (gone != null) {
            counts.kept.decrementAndGet();
            grow(-gone.size());
        }
    }

    private void grow(int by) {
        bytes += by;
        counts.keptBytes.addAndGet(by);
    }

    /** Whether what came of a command that is not here may have been forgotten before its time. */
    boolean mayHaveForgotten(long now) {
        return hasForgotten && now - forgottenAt < keep;
    }

    /** Forgets what is of no use any more. */
    void forgetOld(long now) {
        Iterator<Map.Entry<String, Case>> oldest = cases.entrySet().iterator();
        while (oldest.hasNext()) {
            Case each = oldest.next().getValue();
            if (!each.isFinished()) {
                continue;
            }
            if (now - each.finishedAt() < keep) {
                return;
            }
            oldest.remove();
            counts.kept.decrementAndGet();
            grow(-each.size());
        }
    }

    private boolean forgetOldest(String but, long now) {
        for (Map.Entry<String, Case> each : cases.entrySet()) {
            if (each.getValue().isFinished() && !each.getKey().equals(but)) {
                remove(each.getKey());
                counts.forgotten.increment();
                hasForgotten = true;
                forgottenAt = now;
                return true;
            }
        }
        return false;
    }
}
