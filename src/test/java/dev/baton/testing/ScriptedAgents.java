package dev.baton.testing;

import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.CommandFailure;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of agents that don't run. Guarded by whoever has it. */
final class ScriptedAgents {
    private static final int SLOTS = 20;
    private static final long PID = 4711;

    private final String node;
    private final Map<String, AgentRow> rows = new LinkedHashMap<>();
    private final Map<String, Instant> runningSince = new HashMap<>();
    private final Map<String, List<String>> dependencies = new TreeMap<>();

    ScriptedAgents(String node) {
        this.node = node;
    }

    void add(
            String name,
            String className,
            @Nullable String group,
            LifecycleState state,
            boolean vital,
            long incarnation,
            List<String> dependsOn) {
        JsonObject config = new JsonObject()
                .put("executionInterval", "10s")
                .put("apiKey", "***")
                .put("city", "Zürich");
        put(new AgentRow(name, className, config, state, null, "", group, vital, node, incarnation, 0, null, null));
        if (!dependsOn.isEmpty()) {
            dependencies.put(name, dependsOn);
        }
    }

    private void put(AgentRow row) {
        rows.put(row.name(), row);
    }

    void start(String name, Instant now) {
        AgentRow row = known(name);
        runningSince.put(name, now);
        put(copy(row, LifecycleState.STARTING, null, "", row.vital(), row.incarnation() + 1, row.restarts(), null));
    }

    void move(String name, LifecycleState state, @Nullable TerminationStatus status, String reason) {
        AgentRow row = known(name);
        put(copy(row, state, status, reason, row.vital(), row.incarnation(), row.restarts(), null));
    }

    void countRestart(String name) {
        AgentRow row = known(name);
        put(copy(row, row.state(), null, row.reason(), row.vital(), row.incarnation(), row.restarts() + 1, null));
    }

    void vital(String name) {
        AgentRow row = known(name);
        put(copy(row, row.state(), null, row.reason(), true, row.incarnation(), row.restarts(), null));
    }

    private static AgentRow copy(
            AgentRow row,
            LifecycleState state,
            @Nullable TerminationStatus status,
            String reason,
            boolean vital,
            long incarnation,
            long restarts,
            @Nullable Duration uptime) {
        return new AgentRow(
                row.name(),
                row.className(),
                row.config(),
                state,
                status,
                reason,
                row.group(),
                vital,
                row.node(),
                incarnation,
                restarts,
                state.holdsSlot() ? PID : null,
                uptime);
    }

    private AgentRow shown(AgentRow row, Instant now) {
        Instant since = runningSince.getOrDefault(row.name(), now);
        return copy(
                row,
                row.state(),
                row.terminationStatus(),
                row.reason(),
                row.vital(),
                row.incarnation(),
                row.restarts(),
                row.state().holdsSlot() ? Duration.between(since, now) : null);
    }

    AgentRow known(String name) {
        AgentRow row = rows.get(name);
        if (row == null) {
            throw unknown(name);
        }
        return row;
    }

    long incarnation(String name) {
        AgentRow row = rows.get(name);
        return row == null ? 1 : row.incarnation();
    }

    /** Those that {@code names} mean, in the order of the names. */
    List<String> matching(List<String> names) {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            List<String> found =
                    rows.keySet().stream().filter(agent -> matches(name, agent)).toList();
            if (found.isEmpty()) {
                throw unknown(name);
            }
            all.addAll(found);
        }
        return all;
    }

    private static CommandFailure unknown(String name) {
        return CommandFailure.unknownAgent("there is no agent '" + name + "': ps lists those there are");
    }

    /** Whether {@code pattern} means the agent called {@code name}. */
    static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    int total() {
        return rows.size();
    }

    int slots() {
        return SLOTS;
    }

    int running() {
        return (int)
                rows.values().stream().filter(row -> row.state().holdsSlot()).count();
    }

    int waiting() {
        return (int) rows.values().stream().filter(AgentRow::inQueue).count();
    }

    Answer.Agents list(List<String> names, Instant now) {
        List<String> asked = names.isEmpty() ? List.copyOf(rows.keySet()) : matching(names);
        return new Answer.Agents(
                asked.stream().map(name -> shown(known(name), now)).toList(), running(), SLOTS, waiting());
    }

    Answer.AgentDetail detail(String name, Instant now) {
        AgentRow row = shown(known(name), now);
        Map<String, String> needed = new LinkedHashMap<>();
        dependencies.getOrDefault(name, List.of()).forEach(each -> needed.put(each, "ready"));
        List<String> dependents = dependencies.entrySet().stream()
                .filter(each -> each.getValue().contains(name))
                .map(Map.Entry::getKey)
                .toList();
        return new Answer.AgentDetail(row, needed, dependents);
    }

    Answer.Dependencies dependencies() {
        return new Answer.Dependencies(Map.copyOf(dependencies));
    }
}
