package dev.baton.importing;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes agents of all processes of a file: under which names, how many of each, and who depends on whom. */
final class Processes {
    private static final int MOST_COPIES = 1_000;
    private final Map<String, Keys> processes;
    private final Keys file;
    private final Beside beside;
    private final Draft draft;
    private final List<Copy> copies = new ArrayList<>();

    Processes(Map<String, Keys> processes, Keys file, Beside beside, Draft draft) {
        this.processes = processes;
        this.file = file;
        this.beside = beside;
        this.draft = draft;
    }

    /**
     * A process, or one replica of it.
     *
     * @param process what it is called in the file
     * @param name what it is called by process-compose when it runs
     * @param number of the replica, from 0
     * @param replicas how many agents the config's entry stands for
     */
    private record Copy(String process, String name, int number, int replicas) {}

    void read() {
        processes.forEach(this::count);
        Names names = new Names(copies.stream().map(Copy::name).toList());
        Map<Copy, JsonObject> agents = new LinkedHashMap<>();
        copies.forEach(copy -> agents.put(copy, agent(copy, names)));
        agents.forEach((copy, agent) -> {
            dependencies(copy, agent, names);
            JsonObject ordered = Ordered.keys(agent);
            draft.source(names.of(copy.name()), "processes." + copy.process());
            if (isLeftOut(keys(copy))) {
                draft.leaveOut(names.of(copy.name()), ordered);
            } else {
                Keys process = keys(copy);
                draft.agent(
                        names.of(copy.name()), ordered, copy.replicas(), file.spotAt("processes." + copy.process()));
                Ordered.places(process).forEach((key, spot) -> draft.place(names.of(copy.name()), key, spot));
            }
        });
    }

    private Keys keys(Copy copy) {
        return processes.getOrDefault(copy.process(), file);
    }

    /** One that uses its number is written once for each; Baton counts replicas from 1, and so can't give it. */
    private void count(String name, Keys process) {
        int replicas = Math.max(1, process.number("replicas").orElse(1));
        boolean numbered = process.object().encode().contains(Templates.REPLICA);
        if (replicas == 1 || !numbered) {
            copies.add(new Copy(name, name, 0, replicas));
        } else {
            int digits = 1 + (int) Math.log10(replicas);
            if (replicas > MOST_COPIES) {
                draft.broken(
                        process.spot("replicas"),
                        process.path("replicas"),
                        "more than " + MOST_COPIES
                                + " replicas that know their number can't be written out: use replicas and"
                                + " ${REPLICA}, which counts from 1");
            }
            for (int i = 0; i < Math.min(replicas, MOST_COPIES); i++) {
                copies.add(new Copy(name, name + '-' + String.format("%0" + digits + "d", i), i, 1));
            }
        }
    }

    private JsonObject agent(Copy copy, Names names) {
        Keys process = keys(copy);
        String name = names.of(copy.name());
        if (!name.equals(copy.name())) {
            draft.lost(
                    file.spotAt("processes." + copy.process()),
                    "processes." + copy.process(),
                    "an agent can't be called '" + copy.name() + "', so it is called '" + name + "'");
        }
        JsonObject vars =
                Templates.vars(file.value("vars"), process.value("vars")).put(Templates.REPLICA, copy.number());
        Words words = new Words(process, draft, vars, beside, !file.yes("disable_env_expansion"));
        if (!process.text("description").isEmpty()) {
            draft.describe(name, process.text("description"));
        }
        JsonObject agent = new OneProcess(process, file, words, beside, draft).read();
        if (copy.replicas() > 1) {
            agent.put("replicas", copy.replicas());
        }
        if (process.object().encode().contains(Templates.REPLICA)) {
            JsonObject env = agent.getJsonObject("env", new JsonObject());
            agent.put("env", env.put(Templates.REPLICA, Integer.toString(copy.number())));
        }
        return agent;
    }

    private static boolean isLeftOut(Keys process) {
        return isOff(process) || Losses.isBarred(process);
    }

    static boolean isOff(Keys process) {
        boolean said = !process.text("is_disabled").isEmpty();
        return (said ? process.yes("is_disabled") : process.yes("disabled")) || process.yes("is_foreground");
    }

    private void dependencies(Copy copy, JsonObject agent, Names names) {
        Keys process = keys(copy);
        JsonObject dependsOn = new JsonObject();
        process.map("depends_on").ifPresent(dependencies -> {
            for (String dependency : dependencies.names()) {
                if (processes.containsKey(dependency) && isLeftOut(processes.getOrDefault(dependency, file))) {
                    draft.lost(
                            dependencies.spot(dependency),
                            dependencies.path(dependency),
                            "'" + dependency + "' is left out, so nobody waits for it");
                } else {
                    String condition = Conditions.of(dependency, dependencies, draft);
                    agentsOf(dependency, names).forEach(name -> dependsOn.put(name, condition));
                }
            }
        });
        if (process.value("depends_on") != null && process.map("depends_on").isEmpty()) {
            draft.broken(
                    process.spot("depends_on"),
                    process.path("depends_on"),
                    "it must be a map from process to condition, such as {db: {condition: process_healthy}}");
        }
        if (!dependsOn.isEmpty()) {
            agent.put("dependsOn", dependsOn);
        }
    }

    /** A process or one replica of it; one that isn't there is left to Baton to name. */
    private List<String> agentsOf(String process, Names names) {
        List<String> agents = copies.stream()
                .filter(copy -> copy.process().equals(process) || copy.name().equals(process))
                .map(copy -> names.of(copy.name()))
                .toList();
        return agents.isEmpty() ? List.of(process) : agents;
    }
}
