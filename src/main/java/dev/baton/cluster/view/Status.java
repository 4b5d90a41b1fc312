package dev.baton.cluster.view;

import dev.baton.cluster.wire.Origin;
import dev.baton.command.AgentRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What nodes tell and ask each other about their agents. */
final class Status {
    static final String DELTA = "delta";
    static final String DIGEST = "digest";
    static final String GOODBYE = "goodbye";
    static final String SNAPSHOT = "snapshot";

    /** What a node tells all others. */
    static final Map<String, Class<? extends Record>> TOLD =
            Map.of(DELTA, Delta.class, DIGEST, Digest.class, GOODBYE, Goodbye.class);

    private Status() {}

    /**
     * What has changed.
     *
     * @param version of the table with this in it, one more than before
     * @param rows agents that are new or not as they were
     * @param removed the names of agents that are no more
     * @param totals its agents, counted
     */
    record Delta(long version, List<AgentRow> rows, List<String> removed, Totals totals) {}

    /**
     * How a node is; tells that it lives, too. As a question it is a greeting, which is answered by that of the other node.
     *
     * @param version of its table
     * @param count rows in it
     * @param totals its agents, counted
     * @param uptime since it started
     * @param batonVersion what it is
     * @param address where other nodes reach it
     * @param labels what its config says about it
     * @param shuttingDown whether everything is being stopped there
     * @param hears the nodes that it hears, each with its life; null if it doesn't say
     */
    record Digest(
            long version,
            int count,
            Totals totals,
            Duration uptime,
            String batonVersion,
            String address,
            Map<String, String> labels,
            boolean shuttingDown,
            @Nullable Map<String, String> hears) {
        /** Whether the node hears {@code other}; one that doesn't say is taken to. */
        boolean hears(Origin other) {
            return hears == null || other.start().equals(hears.get(other.node()));
        }

        /** Whether the node hears somebody else of that name. */
        boolean hearsNamesakeOf(Origin other) {
            return hears != null && hears.containsKey(other.node()) && !hears(other);
        }

        /** As this, but for whom it hears: that is for the moment. */
        Digest withoutHears() {
            return new Digest(version, count, totals, uptime, batonVersion, address, labels, shuttingDown, null);
        }

        /** Whether nobody would see a difference but for the time, the totals and whom it hears. */
        boolean isLike(@Nullable Digest other) {
            return other != null
                    && batonVersion.equals(other.batonVersion)
                    && address.equals(other.address)
                    && labels.equals(other.labels)
                    && shuttingDown == other.shuttingDown;
        }
    }

    /** The node ends in order. */
    record Goodbye() {}

    /**
     * Asks for a page of a node's table.
     *
     * @param after the name that comes before the page, null for the first
     */
    record SnapshotAsked(@Nullable String after) {}

    /**
     * A page of a node's table.
     *
     * @param version of the table it is of
     * @param rows by name
     * @param last whether none come after it
     */
    record Page(long version, List<AgentRow> rows, boolean last) {}

    /** Heard. */
    record Noted() {}
}
