package dev.baton.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The last few events of one type of each agent, bounded in all. Those about no agent count as one agent's. */
final class Apart {
    private final Retention retention;
    private final Map<String, Deque<Kept>> byAgent = new HashMap<>();
    private @Nullable Kept newest;
    private @Nullable Kept oldest;
    private int size;
    private long forgotten;

    /** Events come in the order of their numbers and go from anywhere, so each knows its neighbours. */
    private static final class Kept {
        private final PastEvent event;
        private @Nullable Kept older;
        private @Nullable Kept newer;

        Kept(PastEvent event) {
            this.event = event;
        }
    }

    Apart(Retention retention) {
        this.retention = retention;
    }

    void add(PastEvent event) {
        Kept kept = link(event);
        Deque<Kept> its = byAgent.computeIfAbsent(owner(event), agent -> new ArrayDeque<>());
        its.addLast(kept);
        if (its.size() > retention.perAgent()) {
            unlink(its.removeFirst());
        } else if (size > retention.maxEvents() && oldest != null) {
            forget(oldest);
        }
    }

    /** All that is kept, newest first; not to be used any more after the next {@link #add}. */
    Iterator<PastEvent> newestFirst() {
        return new Iterator<>() {
            private @Nullable Kept next = newest;

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public PastEvent next() {
                Kept present = next;
                if (present == null) {
                    throw new NoSuchElementException();
                }
                next = present.older;
                return present.event;
            }
        };
    }

    /** How many were given up because there were too many in all. */
    long forgotten() {
        return forgotten;
    }

    private Kept link(PastEvent event) {
        Kept kept = new Kept(event);
        kept.older = newest;
        if (newest == null) {
            oldest = kept;
        } else {
            newest.newer = kept;
        }
        newest = kept;
        size++;
        return kept;
    }

    private void unlink(Kept kept) {
        if (kept.older == null) {
            oldest = kept.newer;
        } else {
            kept.older.newer = kept.newer;
        }
        if (kept.newer == null) {
            newest = kept.older;
        } else {
            kept.newer.older = kept.older;
        }
        size--;
    }

    private void forget(Kept kept) {
        byAgent.computeIfPresent(owner(kept.event), (agent, its) -> {
            its.removeFirst();
            return its.isEmpty() ? null : its;
        });
        unlink(kept);
        forgotten++;
    }

    private static String owner(PastEvent event) {
        String agent = event.event().agent();
        return agent == null ? "" : agent;
    }
}
