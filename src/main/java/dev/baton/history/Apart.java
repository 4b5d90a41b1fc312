package dev.baton.history;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The last few events of one type of each agent, bounded in all. Those about no agent count as one agent's. */
final class Apart {
    private final Retention retention;
    private final TreeMap<Long, PastEvent> bySeq = new TreeMap<>();
    private final Map<String, Deque<Long>> byAgent = new HashMap<>();
    private long forgotten;

    Apart(Retention retention) {
        this.retention = retention;
    }

    void add(PastEvent event) {
        bySeq.put(event.seq(), event);
        Deque<Long> seqs = byAgent.computeIfAbsent(owner(event), agent -> new ArrayDeque<>(retention.perAgent() + 1));
        seqs.addLast(event.seq());
        if (seqs.size() > retention.perAgent()) {
            bySeq.remove(seqs.removeFirst());
        } else if (bySeq.size() > retention.maxEvents()) {
            forgetOldest();
        }
    }

    /** All that is kept, newest first. */
    Collection<PastEvent> newestFirst() {
        return bySeq.descendingMap().values();
    }

    /** How many were given up because there were too many in all. */
    long forgotten() {
        return forgotten;
    }

    private void forgetOldest() {
        String agent = owner(bySeq.pollFirstEntry().getValue());
        byAgent.computeIfPresent(agent, (name, seqs) -> {
            seqs.removeFirst();
            return seqs.isEmpty() ? null : seqs;
        });
        forgotten++;
    }

    private static String owner(PastEvent event) {
        String agent = event.event().agent();
        return agent == null ? "" : agent;
    }
}
