package dev.baton.orchestrator;

import dev.baton.event.EventPublisher;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.LifecycleState;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All agents, how many are in which state, and the one way from state to state. Touched by the orchestrator's event loop
 * only.
 */
final class Roster {
    private final EventPublisher events;
    private final Map<String, AgentRecord> agents = new LinkedHashMap<>();
    private final Map<LifecycleState, Count> counts = new EnumMap<>(LifecycleState.class);
    private final Set<AgentRecord> awaitedAndMoved = new LinkedHashSet<>();
    private final AtomicLong changes = new AtomicLong();

    Roster(EventPublisher events) {
        this.events = events;
        for (LifecycleState state : LifecycleState.values()) {
            counts.put(state, new Count());
        }
    }

    private static final class Count {
        private int agents;
    }

    void add(AgentRecord agent) {
        agents.put(agent.name(), agent);
        change(agent.state(), 1);
    }

    void remove(AgentRecord agent) {
        if (agents.remove(agent.name(), agent)) {
            change(agent.state(), -1);
        }
    }

    /** Ties the agents to those they depend on, as their terms say now. */
    void wire() {
        agents.values().forEach(AgentRecord::forgetDependencies);
        agents.values().stream()
                .filter(agent -> !agent.isRemoved())
                .forEach(agent -> agent.specFromHereOn()
                        .dependsOn()
                        .forEach((name, condition) -> agent.dependOn(get(name), condition)));
    }

    /** In the order of registration. */
    Collection<AgentRecord> all() {
        return Collections.unmodifiableCollection(agents.values());
    }

    Map<String, AgentRecord> byName() {
        return Collections.unmodifiableMap(agents);
    }

    /**
     * The agent of this name.
     *
     * @throws UnknownAgentException if there is none
     */
    AgentRecord get(String name) {
        AgentRecord agent = agents.get(name);
        if (agent == null) {
            throw UnknownAgentException.named(name, agents.keySet());
        }
        return agent;
    }

    /** The one way from state to state. */
    void move(AgentRecord agent, LifecycleState next, String why) {
        change(agent.state(), -1);
        agent.moveTo(next, why);
        change(next, 1);
        if (agent.isAwaited()) {
            awaitedAndMoved.add(agent);
        }
    }

    /** Publishes a fact about {@code agent}. */
    void tell(AgentRecord agent, String event, EventSeverity severity, Map<String, Object> data) {
        events.agent(agent.name(), event, agent.incarnation(), severity, data);
    }

    /** Publishes a fact about the orchestrator. */
    void tell(String event, EventSeverity severity, Map<String, Object> data) {
        events.orchestrator(event, severity, data);
    }

    private void change(LifecycleState state, int by) {
        Count count = counts.get(state);
        if (count != null) {
            count.agents += by;
        }
        noteChange();
    }

    /** Something has changed that counts for a {@link Census}. */
    void noteChange() {
        // One thread writes; who reads it has to see it only after what followed from the change.
        changes.lazySet(changes.get() + 1);
    }

    /** Grows with every change that counts for a {@link Census}; from any thread. */
    long changes() {
        return changes.get();
    }

    int count(LifecycleState state) {
        Count count = counts.get(state);
        return count == null ? 0 : count.agents;
    }

    /** Those that occupy a slot. */
    int running() {
        int running = 0;
        for (LifecycleState state : LifecycleState.values()) {
            running += state.holdsSlot() ? count(state) : 0;
        }
        return running;
    }

    /** Those that were asked to start and have not ended for good. */
    int unfinished() {
        return agents.size()
                - count(LifecycleState.REGISTERED)
                - count(LifecycleState.TERMINATED)
                - count(LifecycleState.CRASH_LOOP);
    }

    /** Those that somebody waits for and that have moved since this was last asked. */
    Set<AgentRecord> takeAwaitedAndMoved() {
        if (awaitedAndMoved.isEmpty()) {
            return Set.of();
        }
        Set<AgentRecord> taken = new LinkedHashSet<>(awaitedAndMoved);
        awaitedAndMoved.clear();
        return taken;
    }
}
