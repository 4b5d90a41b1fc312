package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.runtime.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is true of agents now, for whoever asks. Changes nothing; for the orchestrator's event loop. */
final class Survey {
    private final Roster roster;
    private final WorkDone workDone;
    private final Timers timers;

    Survey(Roster roster, WorkDone workDone, Timers timers) {
        this.roster = roster;
        this.workDone = workDone;
        this.timers = timers;
    }

    /**
     * Those that any of {@code patterns} means, all if there are none.
     *
     * @throws UnknownAgentException if a pattern means none
     */
    List<AgentSnapshot> snapshot(List<String> patterns) {
        Collection<AgentRecord> chosen = patterns.isEmpty() ? roster.all() : Selection.of(patterns, roster.byName());
        long now = timers.nanoTime();
        List<AgentSnapshot> all = new ArrayList<>(chosen.size());
        chosen.forEach(agent -> all.add(agent.snapshot(now)));
        return all;
    }

    /** The terms of all. */
    List<AgentSpec> specs() {
        return roster.all().stream().map(AgentRecord::spec).toList();
    }

    /** How {@code name}'s last life ended, null if none has since its last start. */
    @Nullable
    Ending ending(String name) {
        return roster.get(name).ending();
    }

    /** The number of the latest start of the agent called {@code name}; 0 if there is none. */
    long incarnationOf(String name) {
        AgentRecord agent = roster.byName().get(name);
        return agent == null ? 0 : agent.incarnation();
    }

    /** The names of those who depend on {@code name}. */
    List<String> dependents(String name) {
        return roster.get(name).dependents().stream()
                .map(dependent -> dependent.agent().name())
                .toList();
    }

    /** What those who run have used. */
    List<AgentUsage> usage() {
        long now = timers.nanoTime();
        List<AgentUsage> all = new ArrayList<>();
        for (AgentRecord agent : roster.all()) {
            Body body = agent.body();
            if (body != null) {
                all.add(new AgentUsage(
                        agent.name(),
                        agent.incarnation(),
                        Duration.ofNanos(now - agent.startedAt()),
                        agent.spec().process() != null,
                        body.pid(),
                        body.cpuNanos(),
                        body.activity()));
            }
        }
        return all;
    }

    /** What agents have done since the start, by kind. */
    List<KindOfWork> workDone() {
        return workDone.with(roster.all());
    }

    /** The names of those who could not be stopped. */
    List<String> stuck() {
        if (roster.count(LifecycleState.STUCK) == 0) {
            return List.of();
        }
        return roster.all().stream()
                .filter(agent -> agent.state() == LifecycleState.STUCK)
                .map(AgentRecord::name)
                .toList();
    }
}
