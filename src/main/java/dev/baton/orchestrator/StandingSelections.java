package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import dev.baton.lifecycle.AgentPattern;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Those who want to know whom patterns mean, also of agents that are yet to come. For the orchestrator's event loop. */
final class StandingSelections {
    private final Set<Standing> all = new LinkedHashSet<>();

    /** One of them; no two are equal. */
    private static final class Standing {
        private final List<AgentPattern> patterns;
        private final Consumer<Set<String>> names;

        Standing(List<String> patterns, Consumer<Set<String>> names) {
            this.patterns = patterns.stream().map(AgentPattern::new).toList();
            this.names = names;
        }

        void tell(Collection<AgentSpec> agents) {
            Set<String> meant = agents.stream()
                    .filter(this::means)
                    .map(AgentSpec::name)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (!meant.isEmpty()) {
                names.accept(meant);
            }
        }

        private boolean means(AgentSpec agent) {
            String group = agent.supervision().group();
            return patterns.stream().anyMatch(pattern -> pattern.means(agent.name(), group));
        }
    }

    /**
     * Tells {@code names} of those of {@code present} that {@code patterns} mean, if any, and of all that {@link #come} later.
     *
     * @return ends that
     */
    Runnable add(List<String> patterns, Collection<AgentSpec> present, Consumer<Set<String>> names) {
        Standing added = new Standing(patterns, names);
        added.tell(present);
        all.add(added);
        return () -> all.remove(added);
    }

    /** {@code agents} are new, or under other terms from now on. */
    void come(Collection<AgentSpec> agents) {
        if (!agents.isEmpty()) {
            List.copyOf(all).forEach(each -> each.tell(agents));
        }
    }
}
