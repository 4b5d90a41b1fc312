package dev.baton.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Events that travel as one message. As long as no subscriber has begun to read it, the publisher may still add to it:
 * when subscribers lag behind, one trip over the bus serves many events, and when they don't no event waits for others.
 *
 * <p>Whoever reads first seals it, so that all subscribers read the same events.
 */
final class EventBatch {
    private static final int MOST = 128;

    private final List<Event> events = new ArrayList<>(4);
    private boolean sealed;

    EventBatch(Event first) {
        events.add(first);
    }

    /** Whether {@code event} could be added. If not, it needs a batch of its own. */
    synchronized boolean add(Event event) {
        if (sealed || events.size() == MOST) {
            return false;
        }
        return events.add(event);
    }

    synchronized void seal() {
        sealed = true;
    }

    /** Calls {@code handler} with each event in order. One that it throws at doesn't keep the later ones from it. */
    void read(Consumer<Event> handler) {
        seal();
        RuntimeException failure = null;
        for (Event event : events) {
            try {
                handler.accept(event);
            } catch (RuntimeException thrown) {
                if (failure == null) {
                    failure = thrown;
                } else if (failure != thrown) {
                    failure.addSuppressed(thrown);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
