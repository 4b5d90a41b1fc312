package dev.baton.orchestrator;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the agents that operators mean: by name, by glob ({@code weather-*}, {@code db?}) or by group ({@code group:ingest}). */
final class Selection {
    private static final String GROUP = "group:";

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

    private static void addAll(String pattern, Map<String, AgentRecord> agents, Set<AgentRecord> chosen) {
        if (!pattern.startsWith(GROUP) && !isGlob(pattern)) {
            throw UnknownAgentException.named(pattern, agents.keySet());
        }
        Predicate<AgentRecord> fits = fitting(pattern);
        List<AgentRecord> found = agents.values().stream().filter(fits).toList();
        if (found.isEmpty()) {
            throw UnknownAgentException.fitting(pattern);
        }
        chosen.addAll(found);
    }

    private static Predicate<AgentRecord> fitting(String pattern) {
        if (!pattern.startsWith(GROUP)) {
            return agent -> matches(pattern, agent.name());
        }
        String group = pattern.substring(GROUP.length());
        return agent -> {
            String its = agent.spec().supervision().group();
            return its != null && matches(group, its);
        };
    }

    private static boolean isGlob(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    /** Goes back to the last star only, so it takes at most the product of the lengths; a regular expression could take for ever. */
    static boolean matches(String glob, String name) {
        int g = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                resume = n;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == name.charAt(n))) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
