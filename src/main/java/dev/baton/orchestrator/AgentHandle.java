package dev.baton.orchestrator;

import dev.baton.lifecycle.Ending;
import dev.baton.runtime.Gates;
import io.vertx.core.Future;

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

    /** Starts the agent, which has ended or was never started; fails if it is on its way, or if Baton shuts down. */
    public Future<Void> start() {
        return orchestrator.onLoop(state -> {
            state.start(name);
            return Future.succeededFuture();
        });
    }

    /** Stops the agent and completes with how it ended; one that has ended is left so. Fails if it is stuck. */
    public Future<Ending> stop() {
        return orchestrator.onLoop(state -> state.stop(name));
    }
}
