package dev.baton.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A walk over everything remembered from the newest event to the oldest, wherever each is kept. */
final class Backwards {
    private final List<Source> sources = new ArrayList<>();

    Backwards(Ring ring, Collection<Apart> apart) {
        sources.add(new Source(newestFirst(ring)));
        for (Apart place : apart) {
            sources.add(new Source(place.newestFirst()));
        }
    }

    /** The next older event, null when there is none. */
    @Nullable
    PastEvent next() {
        Source newest = sources.get(0);
        for (Source source : sources) {
            if (source.seq() > newest.seq()) {
                newest = source;
            }
        }
        return newest.take();
    }

    private static Iterator<PastEvent> newestFirst(Ring ring) {
        return new Iterator<>() {
            private int age;

            @Override
            public boolean hasNext() {
                return age < ring.size();
            }

            @Override
            public PastEvent next() {
                return ring.get(age++);
            }
        };
    }

    private static final class Source {
        private final Iterator<PastEvent> events;
        private @Nullable PastEvent head;

        Source(Iterator<PastEvent> events) {
            this.events = events;
            advance();
        }

        long seq() {
            return head == null ? 0 : head.seq();
        }

        @Nullable
        PastEvent take() {
            PastEvent taken = head;
            advance();
            return taken;
        }

        private void advance() {
            head = events.hasNext() ? events.next() : null;
        }
    }
}
