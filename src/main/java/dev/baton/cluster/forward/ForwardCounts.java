package dev.baton.cluster.forward;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How much was forwarded, and what came of it. For any thread. */
public final class ForwardCounts {
    final AtomicInteger inFlight = new AtomicInteger();
    final LongAdder retries = new LongAdder();
    final LongAdder timeouts = new LongAdder();
    final LongAdder executed = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder forgotten = new LongAdder();
    final LongAdder rowsDropped = new LongAdder();
    final AtomicInteger rowsWaiting = new AtomicInteger();
    final AtomicInteger kept = new AtomicInteger();
    final AtomicInteger keptBytes = new AtomicInteger();
    final AtomicInteger subscriptions = new AtomicInteger();
    final AtomicInteger following = new AtomicInteger();
    private final Map<String, LongAdder> byResult = new ConcurrentHashMap<>();

    ForwardCounts() {}

    void count(String result) {
        byResult.computeIfAbsent(result, each -> new LongAdder()).increment();
    }

    /** Commands that other nodes were asked to carry out: {@code success}, or the code of what went wrong. */
    public Map<String, Long> byResult() {
        Map<String, Long> all = new TreeMap<>();
        byResult.forEach((result, count) -> all.put(result, count.sum()));
        return all;
    }

    /** Commands that other nodes were asked for and have not answered yet. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Commands that a node had to be asked for a second time. */
    public long retries() {
        return retries.sum();
    }

    /** Messages to other nodes that nobody replied to. */
    public long timeouts() {
        return timeouts.sum();
    }

    /** Commands that were carried out here for other nodes. */
    public long executed() {
        return executed.sum();
    }

    /** Questions of other nodes that were about a command they had asked for before. */
    public long duplicates() {
        return duplicates.sum();
    }

    /** Outcomes that were forgotten early because there were too many. */
    public long forgotten() {
        return forgotten.sum();
    }

    /** Outcomes that are kept for nodes that ask again. */
    public int kept() {
        return kept.get();
    }

    /** How large those are together, in bytes. */
    public int keptBytes() {
        return keptBytes.get();
    }

    /** How many followers other nodes have here. */
    public int subscriptions() {
        return subscriptions.get();
    }

    /** How many followers there are here who follow the whole cluster. */
    public int following() {
        return following.get();
    }

    /** Events and lines that somebody who follows could not be told, because more came than could be kept. */
    public long rowsDropped() {
        return rowsDropped.sum();
    }

    /** Events and lines that wait until somebody who follows is told them, on other nodes or here. */
    public int rowsWaiting() {
        return rowsWaiting.get();
    }
}
