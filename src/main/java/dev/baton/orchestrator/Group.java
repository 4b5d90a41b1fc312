package dev.baton.orchestrator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Agents that are restarted after one strategy, and whose restarts count together. */
final class Group {
    private final String name;
    private final GroupSettings settings;
    private final RestartBudget budget;
    private final Set<AgentRecord> members = new LinkedHashSet<>();
    private final Set<AgentRecord> culprits = new LinkedHashSet<>();
    private final Set<AgentRecord> held = new LinkedHashSet<>();

    Group(String name, GroupSettings settings) {
        this.name = name;
        this.settings = settings;
        this.budget = new RestartBudget(settings.maxRestarts(), settings.window());
    }

    String name() {
        return name;
    }

    GroupSettings settings() {
        return settings;
    }

    RestartBudget budget() {
        return budget;
    }

    /** In the order of registration. */
    Set<AgentRecord> members() {
        return members;
    }

    /** Those that have to stop and start with {@code failed}, in the order of registration. */
    List<AgentRecord> companions(AgentRecord failed) {
        List<AgentRecord> all = new ArrayList<>(members);
        return switch (settings.strategy()) {
            case ONE_FOR_ONE -> List.of();
            case ONE_FOR_ALL -> {
                all.remove(failed);
                yield all;
            }
            case REST_FOR_ONE -> all.subList(all.indexOf(failed) + 1, all.size());
        };
    }

    /** {@code failed} waits for its next try, and its companions with it. */
    void wait(AgentRecord failed) {
        culprits.add(failed);
    }

    /** Whether somebody's next try is waited for. */
    boolean isWaiting() {
        return !culprits.isEmpty();
    }

    /** Nobody's next try is waited for any more. */
    void forgetCulprits() {
        culprits.clear();
        held.clear();
    }

    /** Whoever is no member any more is neither waited for nor waits. */
    void forgetStrangers() {
        culprits.retainAll(members);
        held.retainAll(culprits.isEmpty() ? Set.of() : members);
    }

    /** {@code agent} starts when the group does. */
    void hold(AgentRecord agent) {
        held.add(agent);
    }

    /** {@code agent} is not to start with the group any more. */
    void letGo(AgentRecord agent) {
        held.remove(agent);
    }

    boolean holds(AgentRecord agent) {
        return held.contains(agent);
    }

    /** {@code agent} is not waited for any more; returns those to start now, in the order of registration. */
    List<AgentRecord> release(AgentRecord agent) {
        if (!culprits.remove(agent) || !culprits.isEmpty()) {
            return List.of();
        }
        List<AgentRecord> free = members.stream().filter(held::contains).toList();
        held.clear();
        return free;
    }
}
