package dev.baton.orchestrator;

import dev.baton.runtime.Body;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What agents have done, by kind: lives that are over are added up, those that go on are looked at. */
final class WorkDone {
    private final Map<String, KindOfWork> ended = new LinkedHashMap<>();

    /** A life that did this is over. */
    void add(Body.Activity life) {
        addTo(ended, life);
    }

    /** All that ended lives and {@code living} ones have done. */
    List<KindOfWork> with(Collection<AgentRecord> living) {
        Map<String, KindOfWork> all = new LinkedHashMap<>(ended);
        for (AgentRecord agent : living) {
            Body body = agent.body();
            if (body != null) {
                addTo(all, body.activity());
            }
        }
        return List.copyOf(all.values());
    }

    private static void addTo(Map<String, KindOfWork> totals, Body.Activity life) {
        if (life.cycles() > 0) {
            KindOfWork before = totals.getOrDefault(life.kind(), new KindOfWork(life.kind(), 0, 0, 0));
            totals.put(life.kind(), before.plus(life.cycles(), life.workNanos(), life.failures()));
        }
    }
}
