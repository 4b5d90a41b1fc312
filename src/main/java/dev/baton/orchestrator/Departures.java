package dev.baton.orchestrator;

import dev.baton.agent.Condition;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What it means for others that an agent goes down, or is down for good. */
final class Departures {
    private final Roster roster;
    private final Slots slots;
    private final Starter starter;
    private final Stopper stopper;
    private final Consumer<String> shutDown;
    private final Deque<AgentRecord> gone = new ArrayDeque<>();
    private @Nullable Shutdown shutdown;

    /** @param shutDown ends everything in failure, with the reason */
    Departures(Roster roster, Slots slots, Starter starter, Stopper stopper, Consumer<String> shutDown) {
        this.roster = roster;
        this.slots = slots;
        this.starter = starter;
        this.stopper = stopper;
        this.shutDown = shutDown;
    }

    /** From now on nothing is started any more, and {@code stops} is told of each end. */
    void shutDownWith(Shutdown stops) {
        shutdown = stops;
    }

    boolean isShuttingDown() {
        return shutdown != null;
    }

    // ---------------------------------------------------------------------------------------------- going down

    /** {@code dependency} goes down or has gone: who runs because it was up does what was agreed. */
    void goesDown(AgentRecord dependency) {
        if (shutdown != null || dependency.dependents().isEmpty()) {
            return;
        }
        starter.takeBack(dependency);
        for (AgentRecord.Dependent dependent : dependency.dependents()) {
            LifecycleState state = dependent.agent().state();
            if (dependent.condition() != Condition.COMPLETED
                    && state.holdsSlot()
                    && state != LifecycleState.STOPPING
                    && state != LifecycleState.STUCK) {
                answerTo(dependency, dependent.agent());
            }
        }
    }

    private void answerTo(AgentRecord dependency, AgentRecord agent) {
        String reason = "its dependency '" + dependency.name() + "' went down";
        switch (agent.spec().supervision().onDependencyFailure()) {
            case KEEP -> {
                // It runs on.
            }
            case RESTART -> {
                stopper.ask(agent, Sequel.AGAIN, reason);
                agent.countRestart();
            }
            case STOP -> stopper.ask(agent, Sequel.STAY_DOWN, reason);
        }
    }

    // ---------------------------------------------------------------------------------------------- down for good

    /** Ends {@code agent}, which holds no slot, on somebody's request. */
    void cancel(AgentRecord agent, String reason) {
        Ending last = agent.ending();
        slots.leave(agent);
        Ending ending = agent.state() == LifecycleState.BACKOFF && last != null
                ? new Ending(last.status(), reason + (last.reason().isEmpty() ? "" : "; before that: " + last.reason()))
                : new Ending(TerminationStatus.SKIPPED, reason);
        agent.endWith(ending, true);
        tellEnd(agent, ending, Map.of());
        terminate(agent, ending);
    }

    /** Ends {@code agent}, which waits for something that can't come any more. */
    void skip(AgentRecord agent, String reason) {
        slots.leave(agent);
        Ending ending = agent.endWith(new Ending(TerminationStatus.SKIPPED, reason), false);
        tellEnd(agent, ending, Map.of());
        terminate(agent, ending);
    }

    /** Tells that a life of {@code agent} has ended, with more {@code facts} about it. */
    void tellEnd(AgentRecord agent, Ending ending, Map<String, Object> facts) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", ending.status().name());
        data.put("reason", ending.reason());
        data.putAll(facts);
        roster.tell(agent, EventNames.AGENT_TERMINATED, severityOf(ending.status()), data);
    }

    private static EventSeverity severityOf(TerminationStatus status) {
        return switch (status) {
            case SUCCESS -> EventSeverity.INFO;
            case WARNING, SKIPPED -> EventSeverity.WARN;
            case ERROR, CRITICAL -> EventSeverity.ERROR;
        };
    }

    /** {@code agent} has ended, and nothing follows by itself. */
    void terminate(AgentRecord agent, Ending ending) {
        settle(agent, LifecycleState.TERMINATED, ending.reason(), ending);
    }

    /** {@code agent} comes to rest in {@code state}: goes on with those who waited for it, one after the other, as chains may be long. */
    void settle(AgentRecord agent, LifecycleState state, String reason, Ending ending) {
        roster.move(agent, state, reason);
        agent.stateEvents().close(ending);
        gone.add(agent);
        if (gone.size() > 1) {
            return; // Whoever goes on with the first comes to this one too.
        }
        for (AgentRecord next = agent; next != null; next = gone.peek()) {
            followUp(next);
            gone.remove();
        }
    }

    private void followUp(AgentRecord agent) {
        if (agent.isRemoved()) {
            roster.remove(agent);
        }
        if (shutdown != null) {
            shutdown.ended(agent);
        } else if (agent.hasFailed()) {
            skipThoseWaitingFor(agent);
            if (agent.spec().supervision().vital()) {
                shutDown.accept(vitalFailed(agent));
            }
        } else {
            starter.freeDependents(agent);
        }
    }

    private static String vitalFailed(AgentRecord agent) {
        String reason = agent.ending() == null ? "" : agent.ending().reason();
        return "the vital agent '" + agent.name() + "' failed" + (reason.isEmpty() ? "" : ": " + reason);
    }

    private void skipThoseWaitingFor(AgentRecord failed) {
        String reason = Starter.becauseOf(failed);
        for (AgentRecord.Dependent dependent : failed.dependents()) {
            AgentRecord agent = dependent.agent();
            if (agent.state() == LifecycleState.WAITING && agent.waitsForDependencies()) {
                skip(agent, reason);
            }
        }
    }
}
