package dev.baton.orchestrator;

import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.AgentOutcome.Result;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.Verb;
import dev.baton.runtime.Body;
import dev.baton.settings.Durations;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;

/**
 * What operators want of single agents. The latest word counts: each command changes what follows and nothing waits in line,
 * so commands that overlap can't wedge. Each is answered by what the agent's state shows to have come of it.
 */
final class Steering {
    private final Roster roster;
    private final Stopper stopper;
    private final Supervisor supervisor;
    private final Groups groups;
    private final Timers timers;

    Steering(Roster roster, Stopper stopper, Supervisor supervisor, Groups groups, Timers timers) {
        this.roster = roster;
        this.stopper = stopper;
        this.supervisor = supervisor;
        this.groups = groups;
        this.timers = timers;
    }

    /** Does it, and tells the outcome when it is known, once the caller has settled. */
    Future<AgentOutcome> apply(Verb verb, AgentRecord agent, Duration patience) {
        String note =
                switch (verb) {
                    case START -> start(agent);
                    case STOP -> stop(agent);
                    case RESTART -> restart(agent);
                    case PAUSE -> pause(agent);
                    case RESUME -> resume(agent);
                };
        Wait wait = new Wait(verb, note);
        if (verb == Verb.PAUSE && agent.state() == LifecycleState.RUNNING) {
            waitToPause(agent, wait, note, patience);
        } else if (!wait.answerIfKnown(agent, timers.nanoTime())) {
            agent.await(wait);
        }
        return wait.future();
    }

    private String start(AgentRecord agent) {
        agent.heldDown(false);
        switch (agent.state()) {
            case REGISTERED, TERMINATED, CRASH_LOOP, BACKOFF -> supervisor.startNow(agent);
            case STOPPING, STUCK -> {
                agent.forgive();
                agent.sequel(Sequel.AGAIN);
            }
            case WAITING -> {
                if (groups.isHeld(agent)) {
                    supervisor.startNow(agent);
                }
            }
            case STARTING, RUNNING, PAUSED -> {
                return "it was running already";
            }
            case QUEUED -> {
                return "it was queued already";
            }
        }
        return "";
    }

    private String stop(AgentRecord agent) {
        agent.heldDown(true);
        switch (agent.state()) {
            case REGISTERED -> {
                return "it was not running";
            }
            case TERMINATED, CRASH_LOOP -> {
                return "it had ended already";
            }
            case WAITING, QUEUED -> supervisor.cancel(agent, "it was stopped before its turn");
            case BACKOFF -> supervisor.cancel(agent, "it was stopped before its next try");
            case STARTING, RUNNING, PAUSED, STOPPING, STUCK -> {
                groups.letGo(agent);
                stopper.askOnRequest(agent, Sequel.STAY_DOWN, "it was asked to stop");
            }
        }
        return "";
    }

    private String restart(AgentRecord agent) {
        if (!agent.state().holdsSlot()) {
            return start(agent);
        }
        agent.heldDown(false);
        agent.forgive();
        groups.letGo(agent);
        stopper.askOnRequest(agent, Sequel.AGAIN, "it was asked to start anew");
        return "";
    }

    /**
     * {@code agent} is to run anew because of {@code reason}, unless somebody wants it down or it is on its way already; whether
     * anything was done.
     */
    boolean renew(AgentRecord agent, String reason) {
        if (agent.isHeldDown()) {
            return false;
        }
        return switch (agent.state()) {
            case STARTING, RUNNING, PAUSED -> {
                agent.forgive();
                groups.letGo(agent);
                stopper.ask(agent, Sequel.AGAIN, reason);
                agent.because(reason);
                yield true;
            }
            case TERMINATED, CRASH_LOOP, BACKOFF -> {
                supervisor.startNow(agent);
                yield true;
            }
            case REGISTERED, WAITING, QUEUED, STOPPING, STUCK -> false;
        };
    }

    private String pause(AgentRecord agent) {
        Body body = agent.body();
        if (agent.state() == LifecycleState.PAUSED) {
            return "it was paused already";
        }
        if (agent.state() != LifecycleState.RUNNING || body == null) {
            return "";
        }
        if (!body.pause()) {
            return "it can't be paused: only agents that work in cycles can";
        }
        agent.pausing(true);
        return "";
    }

    private void waitToPause(AgentRecord agent, Wait wait, String refusal, Duration patience) {
        if (!agent.isPausing()) {
            wait.answer(agent, Result.REFUSED, refusal);
            return;
        }
        agent.await(wait);
        Runnable cancel = timers.runLater(
                patience,
                () -> wait.answer(
                        agent,
                        Result.ACCEPTED,
                        "its cycle takes longer than " + Durations.format(patience) + "; it pauses when that is over"));
        wait.future().onComplete(answered -> cancel.run());
    }

    private String resume(AgentRecord agent) {
        Body body = agent.body();
        if (body == null) {
            return "";
        }
        if (agent.state() == LifecycleState.PAUSED) {
            body.resume();
            roster.move(agent, LifecycleState.RUNNING, "");
            roster.tell(agent, EventNames.AGENT_RESUMED, EventSeverity.INFO, Map.of());
            return "";
        }
        if (agent.isPausing()) {
            agent.pausing(false);
            body.resume();
            return "it had not paused yet";
        }
        return agent.state() == LifecycleState.RUNNING ? "it was not paused" : "";
    }

    /** {@code agent}'s body has stopped between two cycles. */
    void paused(AgentRecord agent) {
        if (agent.isPausing() && agent.state() == LifecycleState.RUNNING) {
            agent.pausing(false);
            roster.move(agent, LifecycleState.PAUSED, "");
            roster.tell(agent, EventNames.AGENT_PAUSED, EventSeverity.INFO, Map.of());
        }
    }
}
