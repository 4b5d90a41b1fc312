package dev.baton.cluster.view;

import java.util.concurrent.atomic.LongAdder;

/** What a view has done since its start, counted. For any thread. */
public final class ViewCounts {
    private final LongAdder deltasIn = new LongAdder();
    private final LongAdder deltasOut = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder snapshots = new LongAdder();
    private final LongAdder ignored = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder ownFailures = new LongAdder();

    ViewCounts() {}

    void deltaIn() {
        deltasIn.increment();
    }

    void deltaOut(int bytes) {
        deltasOut.increment();
        bytesOut.add(bytes);
    }

    void bytesIn(int bytes) {
        bytesIn.add(bytes);
    }

    void bytesOut(int bytes) {
        bytesOut.add(bytes);
    }

    void snapshotAsked() {
        snapshots.increment();
    }

    void ignored() {
        ignored.increment();
    }

    void dropped() {
        dropped.increment();
    }

    void ownFailure() {
        ownFailures.increment();
    }

    /** Changes that other nodes told. */
    public long deltasReceived() {
        return deltasIn.sum();
    }

    /** Messages with changes of this node's agents. */
    public long deltasSent() {
        return deltasOut.sum();
    }

    /** The size of all that other nodes told of themselves. */
    public long bytesReceived() {
        return bytesIn.sum();
    }

    /** The size of all that this node told of itself, once however many nodes there are. */
    public long bytesSent() {
        return bytesOut.sum();
    }

    /** How often the whole table of another node was asked for. */
    public long snapshotsAsked() {
        return snapshots.sum();
    }

    /** Signals of lives of nodes that don't count any more. */
    public long signalsIgnored() {
        return ignored.sum();
    }

    /** Nodes that were forgotten, or not listed, because there were too many. */
    public long nodesDropped() {
        return dropped.sum();
    }

    /** How often this node's own orchestrator did not tell of its agents in time. */
    public long ownFailures() {
        return ownFailures.sum();
    }
}
