package dev.baton.history;

import dev.baton.event.Event;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is remembered. Immutable.
 *
 * @param event the event; its data is empty when it was cut
 * @param cut what is left of the data's JSON text, ending in {@code …}, or null when the data was small enough to be kept
 */
public record PastEvent(Event event, @Nullable String cut) {

    /** The details as they are shown: a JSON object, or the beginning of its text when it was too long. */
    public Object data() {
        return cut == null ? event.data() : cut;
    }

    /** The event's place in the order of events. */
    public long seq() {
        return event.seq();
    }

    static PastEvent of(Event event, PayloadCut payloads) {
        String cut = payloads.cut(event.data());
        return cut == null ? new PastEvent(event, null) : new PastEvent(withoutData(event), cut);
    }

    private static Event withoutData(Event event) {
        return new Event(
                event.seq(),
                event.timestamp(),
                event.category(),
                event.name(),
                event.agent(),
                event.severity(),
                event.incarnation(),
                event.node(),
                Map.of());
    }
}
