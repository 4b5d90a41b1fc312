package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.runtime.Gates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out a {@link ReloadPlan}: who is not in it keeps its life, and who is down by an operator's wish stays down. */
final class Reloading {
    private final Roster roster;
    private final Starter starter;
    private final Stopper stopper;
    private final Supervisor supervisor;
    private final Groups groups;

    Reloading(Roster roster, Starter starter, Stopper stopper, Supervisor supervisor, Groups groups) {
        this.roster = roster;
        this.starter = starter;
        this.stopper = stopper;
        this.supervisor = supervisor;
        this.groups = groups;
    }

    /** Makes agents and groups those of {@code fleet}; returns those to be started, in no particular order. */
    List<AgentRecord> apply(ReloadPlan plan, Fleet fleet, Map<String, Gates> gates) {
        List<AgentRecord> toStart = new ArrayList<>();
        for (ReloadPlan.Step step : plan.steps()) {
            AgentSpec spec = step.spec();
            if (spec == null) {
                remove(roster.get(step.agent()));
            } else {
                apply(step.action(), spec, gates, toStart);
            }
        }
        groups.define(fleet.groups());
        roster.all().stream().filter(agent -> !agent.isRemoved()).forEach(groups::join);
        groups.forgetStrangers();
        roster.wire();
        roster.all().stream().filter(this::waitsForDependencies).forEach(starter::ask);
        return toStart;
    }

    private boolean waitsForDependencies(AgentRecord agent) {
        return agent.state() == LifecycleState.WAITING && !groups.isHeld(agent);
    }

    private void apply(ReloadPlan.Action action, AgentSpec spec, Map<String, Gates> gates, List<AgentRecord> toStart) {
        AgentRecord known = roster.byName().get(spec.name());
        if (known == null) {
            toStart.add(add(spec, gates.get(spec.name())));
        } else if (action == ReloadPlan.Action.UPDATE) {
            known.spec(spec);
        } else {
            known.keep();
            restart(known, spec, toStart);
        }
    }

    private AgentRecord add(AgentSpec spec, @Nullable Gates gates) {
        AgentRecord agent = new AgentRecord(spec, gates == null ? new Gates() : gates);
        roster.add(agent);
        roster.tell(agent, EventNames.AGENT_REGISTERED, EventSeverity.INFO, Map.of("class_name", spec.className()));
        return agent;
    }

    private void restart(AgentRecord agent, AgentSpec spec, List<AgentRecord> toStart) {
        if (agent.state().holdsSlot()) {
            agent.specFromNextStart(spec);
            agent.forgive();
            stopper.ask(agent, agent.isHeldDown() ? Sequel.STAY_DOWN : Sequel.AGAIN, "its config has changed");
            return;
        }
        agent.spec(spec);
        if (agent.state() == LifecycleState.BACKOFF || (agent.isDown() && !agent.isHeldDown())) {
            toStart.add(agent);
        }
    }

    private void remove(AgentRecord agent) {
        agent.remove();
        if (agent.state().holdsSlot()) {
            stopper.ask(agent, Sequel.STAY_DOWN, "it is no longer in the config");
        } else if (agent.isDown()) {
            roster.remove(agent);
        } else {
            supervisor.cancel(agent, "it is no longer in the config");
        }
    }
}
