package dev.baton.cluster.forward;

import dev.baton.command.Caller;
import dev.baton.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * Asks a node to tell the present, and from then on what is new, in {@link News}. One of events and lines is there.
 *
 * @param id the same in each message about it; of one life of one node
 * @param events which events
 * @param lines which lines; names may mean nothing there as yet
 * @param caller who follows
 * @param part which part of the present, from 0
 */
record FollowAsk(String id, Command.@Nullable History events, Command.@Nullable Logs lines, Caller caller, int part) {
    static final String OP = "follow";

    FollowAsk {
        if (id.isEmpty() || id.length() > CommandAsk.LONGEST || part < 0 || (events == null) == (lines == null)) {
            throw new IllegalArgumentException("who follows must say by which id, and whether events or lines");
        }
    }
}
