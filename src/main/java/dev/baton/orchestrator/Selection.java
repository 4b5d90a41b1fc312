package dev.baton.orchestrator;

import dev.baton.lifecycle.AgentPattern;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the agents that operators mean: by name, by glob ({@code weather-*}, {@code db?}) or by group ({@code group:ingest}). */
final class Selection {
    private Selection() {}

    /**
     * Those that any of {@code patterns} means, each once, in the order of the patterns and, within one, of registration.
     *
     * @throws UnknownAgentException for the first pattern that means none
     */
    static Collection<AgentRecord> of(List<String> patterns, Map<String, AgentRecord> agents) {
        Set<AgentRecord> chosen = new LinkedHashSet<>();
        for (String pattern : patterns) {
            AgentRecord named = agents.get(pattern);
            if (named != null) {
                chosen.add(named);
            } else {
                addAll(pattern, agents, chosen);
            }
        }
        return chosen;
    }

    private static void addAll(String text, Map<String, AgentRecord> agents, Set<AgentRecord> chosen) {
        AgentPattern pattern = new AgentPattern(text);
        if (pattern.isName()) {
            throw UnknownAgentException.named(text, agents.keySet());
        }
        List<AgentRecord> found = agents.values().stream()
                .filter(agent ->
                        pattern.means(agent.name(), agent.spec().supervision().group()))
                .toList();
        if (found.isEmpty()) {
            throw UnknownAgentException.fitting(text);
        }
        chosen.addAll(found);
    }
}
