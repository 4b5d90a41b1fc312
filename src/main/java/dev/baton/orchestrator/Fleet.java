package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The agents to run and the groups they form. Immutable.
 *
 * @param agents in the order in which they start, as far as their dependencies leave it open
 * @param groups by name; a group that is only named by agents needs no settings
 */
public record Fleet(Collection<AgentSpec> agents, Map<String, GroupSettings> groups) {
    /** Copies the collections. */
    public Fleet {
        agents = List.copyOf(agents);
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    }

    /** Agents without groups that have settings. */
    public static Fleet of(Collection<AgentSpec> agents) {
        return new Fleet(agents, Map.of());
    }
}
