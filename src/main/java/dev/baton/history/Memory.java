package dev.baton.history;

import dev.baton.event.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is remembered: the ring, what is kept apart from it, and the counts over everything. For one thread. */
final class Memory {
    private final Ring ring;
    private final PayloadCut payloads;
    private final Map<String, Apart> apart = new HashMap<>();
    private final Tally types = new Tally(Tally.MAX_KEYS);
    private final Tally agents = new Tally(Tally.MAX_KEYS);
    private long newestSeq;
    private long total;

    Memory(HistorySettings settings, List<Retention> retentions) {
        ring = new Ring(settings.maxEvents());
        payloads = new PayloadCut(settings.payloadBytes());
        for (Retention retention : retentions) {
            apart.put(retention.type(), new Apart(retention));
        }
    }

    /** Takes in the next event; its number is larger than all before. */
    PastEvent add(Event event) {
        total++;
        newestSeq = event.seq();
        types.add(event.name());
        if (event.agent() != null) {
            agents.add(event.agent());
        }
        PastEvent past = PastEvent.of(event, payloads);
        Apart place = apart.get(event.name());
        if (place == null) {
            ring.add(past);
        } else {
            place.add(past);
        }
        return past;
    }

    /**
     * Answers a query. Walks from the newest event back until enough are found or the rest is too old, so a reader who
     * keeps up pays for what is new, not for what is remembered.
     */
    HistoryPage find(HistoryQuery query) {
        List<PastEvent> found = new ArrayList<>();
        Backwards walk = walk(query);
        PastEvent event = walk.next();
        while (event != null && found.size() < query.last() && event.seq() > query.floor()) {
            if (query.concerns(event.event())) {
                found.add(event);
            }
            event = walk.next();
        }
        Collections.reverse(found);
        return new HistoryPage(Collections.unmodifiableList(found), found.size(), query, capacity());
    }

    HistoryStatistics statistics() {
        long forgotten = apart.values().stream().mapToLong(Apart::forgotten).sum();
        return new HistoryStatistics(
                types.counts(), types.other(), agents.counts(), agents.other(), forgotten, capacity());
    }

    private Backwards walk(HistoryQuery query) {
        if (query.type() == null) {
            return new Backwards(ring, apart.values());
        }
        Apart place = apart.get(query.type());
        return place == null ? new Backwards(ring, List.of()) : new Backwards(new Ring(0), List.of(place));
    }

    private CapacityInfo capacity() {
        long oldest = ring.size() == 0 ? 0 : ring.get(ring.size() - 1).seq();
        return new CapacityInfo(ring.size(), ring.capacity(), oldest, newestSeq, total);
    }
}
