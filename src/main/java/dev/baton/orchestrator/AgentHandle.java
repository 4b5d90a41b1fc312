package dev.baton.orchestrator;

import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.Verb;
import dev.baton.runtime.Gates;
import io.vertx.core.Future;
import java.util.List;

/**
 * One agent as code that embeds Baton sees it: the events of its life to wait for, gates to hold it up, and its start and
 * stop. Safe to use from any thread.
 */
public final class AgentHandle {
    private final String name;
    private final Gates gates;
    private final OrchestratorVerticle orchestrator;

    AgentHandle(String name, Gates gates, OrchestratorVerticle orchestrator) {
        this.name = name;
        this.gates = gates;
        this.orchestrator = orchestrator;
    }

    /** The agent's name. */
    public String name() {
        return name;
    }

    /** The gates the agent passes before {@code setup()} and before {@code execute()}; open unless closed by somebody. */
    public Gates gates() {
        return gates;
    }

    /** Completes when the agent has been started; fails if it ends without. */
    public Future<Void> started() {
        return orchestrator.onLoop(state -> state.stateEvents(name).whenStarted());
    }

    /** Completes when the agent is ready; fails if it ends without. */
    public Future<Void> ready() {
        return orchestrator.onLoop(state -> state.stateEvents(name).whenReady());
    }

    /** Completes with how the agent ended, when it has; fails if it turns out to be stuck. */
    public Future<Ending> closed() {
        return orchestrator.onLoop(state -> state.stateEvents(name).whenClosed());
    }

    /** Sends the agent on its way, unless it is already; fails if Baton shuts down. */
    public Future<Void> start() {
        return steer(Verb.START, false).mapEmpty();
    }

    /**
     * Stops the agent and keeps it stopped; completes with how it ended, and leaves one so that has ended. Fails if it is
     * stuck, has never been started, or is started by somebody else meanwhile.
     */
    public Future<Ending> stop() {
        return steer(Verb.STOP, true)
                .compose(outcome -> orchestrator.onLoop(state -> {
                    Ending ending = state.survey().ending(name);
                    return outcome.result().isSuccess() && ending != null
                            ? Future.succeededFuture(ending)
                            : Future.failedFuture("the agent '" + name + "' has not ended, it is " + outcome.state()
                                    + (outcome.reason().isEmpty() ? "" : ": " + outcome.reason()));
                }));
    }

    /** Stops the agent if it runs, then starts it; completes when it runs again, or it is known why it doesn't. */
    public Future<AgentOutcome> restart() {
        return steer(Verb.RESTART, true);
    }

    /** Lets no further cycle begin; completes when none runs any more, or it is known that the agent can't pause. */
    public Future<AgentOutcome> pause() {
        return steer(Verb.PAUSE, true);
    }

    /** Lets cycles begin again. */
    public Future<AgentOutcome> resume() {
        return steer(Verb.RESUME, true);
    }

    private Future<AgentOutcome> steer(Verb verb, boolean awaited) {
        return orchestrator.steer(verb, List.of(name), awaited).map(outcomes -> outcomes.get(0));
    }
}
