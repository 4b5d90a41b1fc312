package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.runtime.Body;
import dev.baton.runtime.Gates;
import java.util.Map;
import java.util.function.BiConsumer;

/** The way into life: first the dependencies, then the queue, then a slot. */
final class Starter {
    /** Makes a body for one start of an agent. */
    interface Bodies {
        Body create(AgentSpec spec, long incarnation, Gates gates);
    }

    private static final String NO_SLOT = "no free worker slot";
    private static final Map<String, Object> NO_SLOT_DATA = Map.of("reason", NO_SLOT);

    private final Roster roster;
    private final Slots slots;
    private final Watch watch;
    private final Timers timers;
    private final Bodies bodies;
    private final BiConsumer<AgentRecord, String> skip;

    /** @param skip ends an agent that waits for something that can't come any more, with the reason */
    Starter(
            Roster roster,
            Slots slots,
            Watch watch,
            Timers timers,
            Bodies bodies,
            BiConsumer<AgentRecord, String> skip) {
        this.roster = roster;
        this.slots = slots;
        this.watch = watch;
        this.timers = timers;
        this.bodies = bodies;
        this.skip = skip;
    }

    /** Sends {@code agent}, which doesn't run, on its way. */
    void ask(AgentRecord agent) {
        agent.takeNextSpec();
        agent.stateEvents().expect();
        toWait(agent, "");
        if (agent.findUnmet()) {
            enqueue(agent);
        } else {
            waitForDependencies(agent);
        }
    }

    /** Lets {@code agent} wait for something other than a slot. */
    void toWait(AgentRecord agent, String reason) {
        if (agent.state() == LifecycleState.WAITING) {
            agent.because(reason);
        } else {
            roster.move(agent, LifecycleState.WAITING, reason);
        }
    }

    /** Sends {@code agent}, whose pause is over, on its way again, before all who are new. */
    void askAgain(AgentRecord agent) {
        agent.takeNextSpec();
        agent.stateEvents().expect();
        if (agent.findUnmet()) {
            queued(agent, slots.enqueueInFront(agent));
        } else {
            roster.move(agent, LifecycleState.WAITING, "");
            waitForDependencies(agent);
        }
    }

    private void waitForDependencies(AgentRecord agent) {
        AgentRecord broken = agent.unmet().keySet().stream()
                .filter(AgentRecord::hasFailed)
                .findFirst()
                .orElse(null);
        if (broken == null) {
            roster.tell(agent, EventNames.AGENT_QUEUED, EventSeverity.INFO, Map.of("reason", agent.waitingFor()));
        } else {
            skip.accept(agent, becauseOf(broken));
        }
    }

    /** Why nobody can wait for {@code failed} any more. */
    static String becauseOf(AgentRecord failed) {
        return "its dependency '" + failed.name() + "' ended in "
                + (failed.ending() == null ? "failure" : failed.ending().status());
    }

    /** Puts {@code agent} at the end of the queue; settling takes it out again, perhaps at once. */
    private void enqueue(AgentRecord agent) {
        queued(agent, slots.enqueue(agent));
    }

    private void queued(AgentRecord agent, boolean atOnce) {
        roster.move(agent, LifecycleState.QUEUED, atOnce ? "" : NO_SLOT);
        if (!atOnce) {
            roster.tell(agent, EventNames.AGENT_QUEUED, EventSeverity.INFO, NO_SLOT_DATA);
        }
    }

    /**
     * Gives {@code agent}, which has got a slot, a body. If a dependency is no longer met, because of a reload or because it
     * was started again, the agent gives its slot back and waits.
     */
    void launch(AgentRecord agent) {
        if (!agent.findUnmet()) {
            slots.giveBack();
            roster.move(agent, LifecycleState.WAITING, "");
            waitForDependencies(agent);
            return;
        }
        roster.move(agent, LifecycleState.STARTING, "");
        long now = timers.nanoTime();
        Body body = bodies.create(agent.spec(), agent.beginLife(now), agent.gates());
        watch.startOf(agent, now);
        agent.body(body);
        roster.tell(agent, EventNames.AGENT_STARTED, EventSeverity.INFO, Map.of());
        agent.stateEvents().start();
        body.start();
        freeDependents(agent);
    }

    /** {@code agent} has set up. */
    void ready(AgentRecord agent) {
        long now = timers.nanoTime();
        watch.ready(agent, now);
        agent.becomeReady(now);
        roster.move(agent, LifecycleState.RUNNING, "");
        Body body = agent.body();
        Map<String, Object> data = body == null || body.pid() < 0 ? Map.of() : Map.of("pid", body.pid());
        roster.tell(agent, EventNames.AGENT_READY, EventSeverity.INFO, data);
        agent.stateEvents().ready();
        freeDependents(agent);
    }

    /** Strikes {@code agent} from what its dependents wait for, where it now meets their condition. */
    void freeDependents(AgentRecord agent) {
        for (AgentRecord.Dependent dependent : agent.dependents()) {
            if (dependent.agent().state() == LifecycleState.WAITING
                    && agent.meets(dependent.condition())
                    && dependent.agent().met(agent)) {
                enqueue(dependent.agent());
            }
        }
    }

    /** {@code dependency} is down again: who is queued because it was up, or waits for others, has to wait for it anew. */
    void takeBack(AgentRecord dependency) {
        for (AgentRecord.Dependent dependent : dependency.dependents()) {
            AgentRecord agent = dependent.agent();
            if (agent.state() == LifecycleState.WAITING
                    && agent.waitsForDependencies()
                    && !dependency.meets(dependent.condition())) {
                agent.unmetAgain(dependency, dependent.condition());
            }
            if (agent.state() == LifecycleState.QUEUED && !agent.findUnmet()) {
                slots.leave(agent);
                roster.move(agent, LifecycleState.WAITING, "");
                waitForDependencies(agent);
            }
        }
    }
}
