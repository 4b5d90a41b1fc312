package dev.baton.metrics;

import java.util.Map;

/**
 * What is known of the cluster, as it is read on a scrape.
 *
 * @param nodes how many nodes are in which state, this one too
 * @param ages for how many seconds nothing was heard from each other node that didn't say goodbye, by its name
 * @param forwarded commands that other nodes were asked for, by what came of them: {@code success} or a code
 * @param waiting what waits for other nodes, or comes from them
 * @param retries questions to other nodes that were asked again
 * @param timeouts questions to other nodes without an answer
 * @param served what was done for other nodes
 * @param followers who follows from other nodes here
 * @param rowsDropped events and lines that had no room on their way to other nodes
 * @param bytesSent the size of what this node told of itself
 * @param bytesReceived the size of what other nodes told of themselves
 * @param refused what other nodes, or others who called themselves so, tried in vain
 */
public record ClusterReading(
        Map<String, Integer> nodes,
        Map<String, Double> ages,
        Map<String, Long> forwarded,
        Waiting waiting,
        long retries,
        long timeouts,
        Served served,
        int followers,
        long rowsDropped,
        long bytesSent,
        long bytesReceived,
        Refused refused) {
    /**
     * How much is under way.
     *
     * @param commands that other nodes were asked for and have not answered yet
     * @param questions of any kind to other nodes, those commands too, that have no answer yet
     * @param rows events and lines that somebody who follows the cluster is still to be told
     */
    public record Waiting(int commands, int questions, int rows) {}

    /**
     * What other nodes had done here.
     *
     * @param executed commands that were carried out
     * @param duplicates questions about a command that was asked for before
     * @param kept outcomes that are kept for nodes that ask again
     */
    public record Served(long executed, long duplicates, int kept) {}

    /**
     * What came in and was refused.
     *
     * @param messages of other nodes
     * @param connections to the event bus
     * @param nodes that were not listed, or forgotten for others, because there were too many; counted each time
     */
    public record Refused(long messages, long connections, long nodes) {}

    /** Copies the maps. */
    public ClusterReading {
        nodes = Map.copyOf(nodes);
        ages = Map.copyOf(ages);
        forwarded = Map.copyOf(forwarded);
    }
}
