package dev.baton.metrics;

import java.util.Map;

/**
 * What is known of the cluster, as it is read on a scrape.
 *
 * @param nodes how many nodes are in which state, this one too
 * @param ages for how many seconds nothing was heard from each other node that didn't say goodbye, by its name
 * @param forwarded commands that other nodes were asked for, by what came of them: {@code success} or a code
 * @param inFlight how many of them wait for their answer
 * @param retries questions to other nodes that were asked again
 * @param timeouts questions to other nodes without an answer
 * @param followers who follows from other nodes here
 * @param rowsDropped events and lines that had no room on their way to other nodes
 * @param bytesSent the size of what this node told of itself
 * @param bytesReceived the size of what other nodes told of themselves
 * @param refused messages of other nodes that were refused
 */
public record ClusterReading(
        Map<String, Integer> nodes,
        Map<String, Double> ages,
        Map<String, Long> forwarded,
        int inFlight,
        long retries,
        long timeouts,
        int followers,
        long rowsDropped,
        long bytesSent,
        long bytesReceived,
        long refused) {
    /** Copies the maps. */
    public ClusterReading {
        nodes = Map.copyOf(nodes);
        ages = Map.copyOf(ages);
        forwarded = Map.copyOf(forwarded);
    }
}
