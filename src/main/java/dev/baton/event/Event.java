package dev.baton.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fact. Immutable: whoever makes one hands over {@code data} that nobody changes any more.
 *
 * @param seq 1, 2, 3, … in the order of publication on this node, without gaps
 * @param timestamp when it happened, to the millisecond
 * @param category whom it is about
 * @param name what happened; one of {@link EventNames} or an agent's own word
 * @param agent the agent's name, null when it is about none
 * @param severity how much it matters
 * @param incarnation which start of the agent, 0 when it is about none
 * @param node the node it happened on
 * @param data details as JSON values by key; not to be changed
 */
public record Event(
        long seq,
        Instant timestamp,
        EventCategory category,
        String name,
        @Nullable String agent,
        EventSeverity severity,
        long incarnation,
        String node,
        Map<String, Object> data) {}
