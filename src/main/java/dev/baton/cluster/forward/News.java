package dev.baton.cluster.forward;

import dev.baton.command.EventRow;
import dev.baton.command.LogRow;
import java.util.List;

/**
 * What is new for somebody who follows. The next comes when this was replied to, so the reply is the credit for it.
 *
 * @param id that of the {@link FollowAsk}
 * @param batch 0, 1, 2, … for each that is new; one that wasn't replied to comes again by the same number
 * @param events events, or none
 * @param lines lines, or none
 * @param missed how many were dropped before them
 * @param last whether the node has no more to tell in this life
 */
record News(String id, long batch, List<EventRow> events, List<LogRow> lines, long missed, boolean last) {
    static final String OP = "news";

    /**
     * The reply.
     *
     * @param wanted whether anybody here wants to know more of it
     */
    record Reply(boolean wanted) {}

    /**
     * Says that nobody follows any more.
     *
     * @param id that of the {@link FollowAsk}
     */
    record Unfollow(String id) {
        static final String OP = "unfollow";
    }
}
