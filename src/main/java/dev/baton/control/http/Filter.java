package dev.baton.control.http;

import dev.baton.command.EventRow;
import org.jspecify.annotations.Nullable;

/**
 * Which events a stream tells.
 *
 * @param agent about whom, null for all
 * @param type of which name, null for all
 */
record Filter(@Nullable String agent, @Nullable String type) {
    static final Filter ALL = new Filter(null, null);

    boolean lets(Row row) {
        EventRow event = row.event();
        return event == null
                || ((agent == null || agent.equals(event.event().agent()))
                        && (type == null || type.equals(event.event().name())));
    }
}
