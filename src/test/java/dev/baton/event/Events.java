package dev.baton.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events for tests. */
public final class Events {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Events() {}

    /** An event with a number in its data. */
    public static Event event(long seq, String name, @Nullable String agent) {
        return event(seq, name, agent, Map.of("n", seq));
    }

    /** An event with data. */
    public static Event event(long seq, String name, @Nullable String agent, Map<String, Object> data) {
        return new Event(seq, NOON, EventCategory.AGENT, name, agent, EventSeverity.INFO, 1, "node", data);
    }
}
