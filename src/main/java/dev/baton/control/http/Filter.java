package dev.baton.control.http;

import dev.baton.command.EventRow;
import org.jspecify.annotations.Nullable;

/**
 * Which events a stream tells.
 *
 * @param agent about whom, null for all
 * @param type of which name, null for all
 * @param node of which node, null for all
 */
record Filter(
        @Nullable String agent,
        @Nullable String type,
        @Nullable String node) {
    static final Filter ALL = new Filter(null, null, null);

    boolean lets(Row row) {
        EventRow event = row.event();
        return event == null
                || ((agent == null || agent.equals(event.event().agent()))
                        && (type == null || type.equals(event.event().name())));
    }

    /** Whether the stream is about the source of this row at all. */
    boolean reaches(Row row) {
        return node == null || row.event() == null || row.source().isEmpty() || node.equals(row.source());
    }
}
