package dev.baton.config;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The agents of the section {@code agents}, in its order, expanded; one with replicas stands there as {@code name-1},
 * {@code name-2} and so on. In an agent with the key {@code replicas} the variable {@code REPLICA} is the number of the
 * replica. One per load.
 */
final class WrittenAgents {
    private static final String REPLICAS = "replicas";
    private static final int MOST_IN_ALL = 100_000;
    private static final int MOST_DEPENDENCIES = 1_000_000;

    private final JsonObject written;
    private final Expansion expansion;
    private final List<WrittenAgent> all = new ArrayList<>();
    private final Map<String, List<String>> replicas = new LinkedHashMap<>();
    private final Findings problems = new Findings();
    private int inAll;
    private int dependencies;

    /** @param agents the section, not expanded yet */
    WrittenAgents(JsonObject agents, Expansion expansion) {
        this.written = agents;
        this.expansion = expansion;
        agents.fieldNames().forEach(this::add);
    }

    /** All of them; each name is there once. */
    List<WrittenAgent> all() {
        return all;
    }

    /** The section as it would be without replicas but the first. */
    JsonObject section() {
        JsonObject section = new JsonObject();
        for (WrittenAgent agent : all) {
            if (!section.containsKey(agent.template())) {
                section.put(agent.template(), agent.entry());
            }
        }
        return section;
    }

    /** Where values of the section may have been meant otherwise. */
    Set<String> doubtful() {
        Set<String> paths = new HashSet<>();
        all.forEach(agent -> paths.addAll(agent.alternatives().paths()));
        return paths;
    }

    /** Adds what is wrong with replicas and their names. */
    void tell(Findings findings) {
        problems.all().forEach(problem -> findings.add(problem.severity(), problem.path(), problem.message()));
    }

    /** With each dependency on an agent that has replicas made one on all of them. */
    Map<String, Condition> onReplicas(Map<String, Condition> conditions, Findings here) {
        Map<String, Condition> resolved = new LinkedHashMap<>();
        conditions.forEach((name, condition) ->
                replicas.getOrDefault(name, List.of()).forEach(replica -> resolved.put(replica, condition)));
        conditions.forEach((name, condition) -> {
            if (!replicas.containsKey(name)) {
                resolved.put(name, condition);
            }
        });
        dependencies += resolved.size();
        if (dependencies > MOST_DEPENDENCIES) {
            here.error(
                    "dependsOn",
                    "with all replicas there are more than " + MOST_DEPENDENCIES
                            + " dependencies: let agents depend on one that depends on the others");
            return Map.of();
        }
        return resolved;
    }

    /** What {@code findings} say of agents, at the places of their templates; of replicas only what one of them has. */
    List<Finding> atTemplates(List<Finding> findings) {
        Map<String, String> templates = new HashMap<>();
        replicas.forEach((template, names) -> names.forEach(name -> templates.put(place(name), template)));
        Map<String, String> speakers = new HashMap<>();
        List<Finding> moved = new ArrayList<>();
        for (Finding finding : findings) {
            @Nullable String template = templates.get(finding.path());
            if (template == null) {
                moved.add(finding);
            } else if (speakers.computeIfAbsent(template, first -> finding.path())
                    .equals(finding.path())) {
                moved.add(new Finding(finding.severity(), place(template), finding.message()));
            }
        }
        return moved;
    }

    private static String place(String agent) {
        return Places.join(Places.join(Sections.AGENTS, agent), "dependsOn");
    }

    private void add(String name) {
        @Nullable Object entry = written.getValue(name);
        if (!(entry instanceof JsonObject object && object.containsKey(REPLICAS))) {
            all.add(expanded(name, name, expansion));
            return;
        }
        int count = count(name, object.getValue(REPLICAS));
        if (count == 1) {
            all.add(expanded(name, name, expansion.ofReplica(1)));
            return;
        }
        List<String> names = IntStream.rangeClosed(1, count)
                .mapToObj(number -> name + '-' + number)
                .filter(replica -> isFree(replica, name))
                .toList();
        replicas.put(name, names);
        names.forEach(replica -> all.add(expanded(replica, name, expansion.ofReplica(number(replica)))));
    }

    private WrittenAgent expanded(String name, String template, Expansion how) {
        String path = Places.join(Sections.AGENTS, template);
        return new WrittenAgent(name, template, how.expandAt(path, written.getValue(template)), how.alternatives());
    }

    /** How many there are to be; 1 if there is something wrong, which is told, or will be when the entry is mapped. */
    private int count(String name, @Nullable Object value) {
        String path = Places.join(Places.join(Sections.AGENTS, name), REPLICAS);
        @Nullable Object expanded = expansion.expandAt(path, value);
        @Nullable
        Object number = expanded instanceof Integer
                ? expanded
                : expansion.alternatives().at(path);
        if (!(number instanceof Integer count) || !AgentEntry.isNumberOfReplicas(count) || !AgentSpec.isName(name)) {
            return 1;
        }
        if (!AgentSpec.isName(name + '-' + count)) {
            problems.error(
                    path,
                    "the replicas of '" + name + "' would have names of more than 128 characters, such as '" + name
                            + '-' + count + "': give it a shorter name");
            return 1;
        }
        if (inAll + count > MOST_IN_ALL) {
            problems.error(
                    path,
                    "with its " + count + " replicas there are more than " + MOST_IN_ALL
                            + " replicas of all agents together: make fewer");
            return 1;
        }
        inAll += count;
        return count;
    }

    private boolean isFree(String replica, String template) {
        boolean free = !written.containsKey(replica);
        if (!free) {
            problems.error(
                    Places.join(Sections.AGENTS, replica),
                    "'" + replica + "' is also the name of a replica of '" + template + "': rename one of them");
        }
        return free;
    }

    private static int number(String replica) {
        return Integer.parseInt(replica.substring(replica.lastIndexOf('-') + 1));
    }
}
