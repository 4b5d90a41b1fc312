package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.agent.RestartPolicy;
import dev.baton.settings.Findings;
import dev.baton.settings.RecordMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who depends on whom: what is wrong with it, and an order in which everybody comes after those they depend on.
 * Immutable.
 */
public final class DependencyGraph {
    private final Map<String, AgentSpec> agents = new LinkedHashMap<>();
    private final boolean nobodyDepends;

    /** The graph of {@code specs}, whose names are unique. */
    public DependencyGraph(Collection<AgentSpec> specs) {
        specs.forEach(spec -> agents.put(spec.name(), spec));
        nobodyDepends = specs.stream().allMatch(spec -> spec.dependsOn().isEmpty());
    }

    /**
     * Adds what is wrong, at {@code agents.NAME.dependsOn}: unknown names, cycles, and dependencies that can never be met
     * because those that never end take all slots.
     *
     * @param maxWorkers how many slots there are
     * @param neverEnds whether an agent runs until it is stopped; asked only where it matters
     */
    public void validate(Findings findings, int maxWorkers, Predicate<AgentSpec> neverEnds) {
        if (nobodyDepends) {
            return;
        }
        int before = findings.all().size();
        agents.values().forEach(spec -> requireKnown(spec, findings));
        for (List<String> cycle : cycles()) {
            String first = cycle.get(0);
            findings.critical(
                    place(first),
                    "the dependencies " + String.join(" -> ", cycle) + " -> " + first
                            + " form a cycle, so none of them can start: remove one of them");
        }
        if (findings.all().size() == before) {
            requireSlots(findings, maxWorkers, neverEnds);
        }
    }

    /**
     * All agents, each after those it depends on, else in the order they were given. Agents on a cycle, or behind one,
     * are left out.
     */
    public List<AgentSpec> startOrder() {
        if (nobodyDepends) {
            return List.copyOf(agents.values());
        }
        Map<String, Integer> unmet = new LinkedHashMap<>();
        Map<String, List<AgentSpec>> dependents = new LinkedHashMap<>();
        Deque<AgentSpec> free = new ArrayDeque<>();
        for (AgentSpec spec : agents.values()) {
            int count = 0;
            for (String dependency : spec.dependsOn().keySet()) {
                if (agents.containsKey(dependency)) {
                    count++;
                    dependents
                            .computeIfAbsent(dependency, name -> new ArrayList<>())
                            .add(spec);
                }
            }
            unmet.put(spec.name(), count);
            if (count == 0) {
                free.add(spec);
            }
        }
        List<AgentSpec> order = new ArrayList<>(agents.size());
        for (AgentSpec spec = free.poll(); spec != null; spec = free.poll()) {
            order.add(spec);
            for (AgentSpec dependent : dependents.getOrDefault(spec.name(), List.of())) {
                if (unmet.merge(dependent.name(), -1, Integer::sum) == 0) {
                    free.add(dependent);
                }
            }
        }
        return order;
    }

    private void requireKnown(AgentSpec spec, Findings findings) {
        for (String dependency : spec.dependsOn().keySet()) {
            if (!agents.containsKey(dependency)) {
                String guess = RecordMapper.nearest(dependency, agents.keySet())
                        .map(near -> ": did you mean '" + near + "'?")
                        .orElse(": add it, or remove the dependency");
                findings.critical(
                        place(spec.name()),
                        "'" + spec.name() + "' depends on '" + dependency + "', but there is no such agent" + guess);
            }
        }
    }

    /** One cycle of each knot, as the names along it. */
    private List<List<String>> cycles() {
        Set<String> knotted = new LinkedHashSet<>(agents.keySet());
        startOrder().forEach(spec -> knotted.remove(spec.name()));
        List<List<String>> cycles = new ArrayList<>();
        Set<String> visited = new LinkedHashSet<>();
        for (String start : knotted) {
            List<String> path = new ArrayList<>();
            Set<String> onPath = new LinkedHashSet<>();
            String at = start;
            while (onPath.add(at) && visited.add(at)) {
                path.add(at);
                at = nextIn(knotted, at);
            }
            int repeated = path.indexOf(at);
            if (repeated >= 0) {
                cycles.add(List.copyOf(path.subList(repeated, path.size())));
            }
        }
        return cycles;
    }

    /** Who is knotted depends on somebody who is. */
    private String nextIn(Set<String> knotted, String name) {
        return spec(name).dependsOn().keySet().stream()
                .filter(knotted::contains)
                .findFirst()
                .orElseThrow();
    }

    private void requireSlots(Findings findings, int maxWorkers, Predicate<AgentSpec> neverEnds) {
        Set<String> endless = endless(neverEnds);
        for (AgentSpec spec : agents.values()) {
            spec.dependsOn().forEach((dependency, condition) -> {
                if (condition == Condition.COMPLETED && isAlwaysRestarted(spec(dependency))) {
                    findings.critical(
                            place(spec.name()),
                            "'" + spec.name() + "' waits for '" + dependency
                                    + "' to be completed, but that is started again whenever it ends: give it restart:"
                                    + " on-failure, or wait for it to be ready");
                } else if (condition == Condition.COMPLETED && endless.contains(dependency)) {
                    findings.critical(
                            place(spec.name()),
                            "'" + spec.name() + "' waits for '" + dependency
                                    + "' to be completed, but that never ends by itself: give it a limit, or wait for it"
                                    + " to be ready");
                }
            });
        }
        if (endless.size() < maxWorkers) {
            return;
        }
        Set<String> refused = new LinkedHashSet<>();
        for (AgentSpec spec : startOrder()) {
            if (spec.dependsOn().keySet().stream().anyMatch(refused::contains)) {
                refused.add(spec.name());
                continue;
            }
            List<String> needed = endlessBefore(spec, endless);
            if (needed.size() + 1 > maxWorkers) {
                refused.add(spec.name());
                findings.critical(place(spec.name()), tooLong(spec, needed, maxWorkers));
            }
        }
    }

    private static boolean isAlwaysRestarted(AgentSpec spec) {
        return spec.supervision().restart().policy() == RestartPolicy.ALWAYS;
    }

    private Set<String> endless(Predicate<AgentSpec> neverEnds) {
        Set<String> dependencies = agents.values().stream()
                .flatMap(spec -> spec.dependsOn().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        dependencies.removeIf(name -> !neverEnds.test(spec(name)));
        return dependencies;
    }

    /** The endless ones among those that must have started before {@code spec}, nearest first. */
    private List<String> endlessBefore(AgentSpec spec, Set<String> endless) {
        List<String> found = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        Deque<AgentSpec> open = new ArrayDeque<>();
        open.add(spec);
        for (AgentSpec at = open.poll(); at != null; at = open.poll()) {
            for (String dependency : at.dependsOn().keySet()) {
                if (seen.add(dependency)) {
                    open.add(spec(dependency));
                    if (endless.contains(dependency)) {
                        found.add(dependency);
                    }
                }
            }
        }
        return found;
    }

    private String tooLong(AgentSpec spec, List<String> needed, int maxWorkers) {
        int workers = needed.size() + 1;
        return "the dependencies " + chain(spec, needed) + " can never be met: they need " + workers
                + " workers at once, because " + String.join(" and ", needed)
                + (needed.size() == 1 ? " runs" : " run") + " until stopped, but maxWorkers is " + maxWorkers
                + ": set it to at least " + workers;
    }

    /** As {@code c -> b -> a} where each depends on the next, else as {@code c -> (a, b)}. */
    private String chain(AgentSpec spec, List<String> needed) {
        AgentSpec at = spec;
        for (String next : needed) {
            if (!at.dependsOn().containsKey(next)) {
                return spec.name() + " -> (" + String.join(", ", needed) + ")";
            }
            at = spec(next);
        }
        return spec.name() + " -> " + String.join(" -> ", needed);
    }

    private AgentSpec spec(String name) {
        AgentSpec spec = agents.get(name);
        if (spec == null) {
            throw new IllegalArgumentException("there is no agent '" + name + "'");
        }
        return spec;
    }

    private static String place(String agent) {
        return "agents." + agent + ".dependsOn";
    }
}
