package dev.baton.cluster.forward;

import dev.baton.command.AgentRow;
import dev.baton.command.CommandFailure;
import dev.baton.lifecycle.AgentPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which agents of the cluster, and so which nodes, are meant by names, globs and groups. */
final class Patterns {
    private final Map<String, List<AgentRow>> byName = new HashMap<>();
    private final Collection<AgentRow> all;
    private final Collection<String> nodes;

    /**
     * Over {@code all} agents of the cluster.
     *
     * @param nodes those they are on, for the message
     */
    Patterns(Collection<AgentRow> all, Collection<String> nodes) {
        this.all = all;
        this.nodes = new TreeSet<>(nodes);
        all.forEach(row ->
                byName.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(row));
    }

    /**
     * The agents that {@code patterns} mean, by node.
     *
     * @throws CommandFailure 404 for the first pattern that means none
     */
    Map<String, Meant> byNode(List<String> patterns) {
        Map<String, Meant> meant = new LinkedHashMap<>();
        for (String text : patterns) {
            AgentPattern pattern = new AgentPattern(text);
            List<AgentRow> found = found(pattern);
            if (found.isEmpty()) {
                throw unknown(pattern);
            }
            for (AgentRow row : found) {
                meant.computeIfAbsent(row.node(), node -> new Meant()).add(text, row);
            }
        }
        return meant;
    }

    /** Whether {@code pattern} means any. */
    boolean mean(String pattern) {
        return !found(new AgentPattern(pattern)).isEmpty();
    }

    private List<AgentRow> found(AgentPattern pattern) {
        List<AgentRow> named = byName.get(pattern.text());
        if (named != null || pattern.isName()) {
            return named == null ? List.of() : named;
        }
        return all.stream()
                .filter(row -> pattern.means(row.name(), row.group()))
                .toList();
    }

    private CommandFailure unknown(AgentPattern pattern) {
        String where = nodes.size() == 1 ? "' on node " : "' on any of the nodes ";
        return CommandFailure.unknownAgent((pattern.isName() ? "there is no agent '" : "no agent fits '")
                + pattern.text() + where + String.join(", ", nodes) + ": ps lists those there are");
    }

    /** What is meant on one node. */
    static final class Meant {
        private final Set<String> patterns = new LinkedHashSet<>();
        private final Map<String, AgentRow> rows = new LinkedHashMap<>();

        private void add(String pattern, AgentRow row) {
            patterns.add(pattern);
            rows.put(row.name(), row);
        }

        /** Those that mean something there. */
        List<String> patterns() {
            return List.copyOf(patterns);
        }

        /** The agents. */
        Collection<AgentRow> rows() {
            return rows.values();
        }
    }
}
