package dev.baton.runtime;

import dev.baton.agent.AgentLogger;
import dev.baton.lifecycle.Ending;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where lives play: one context, one step at a time, and somebody who listens. A pool's members share their pool's. */
interface Stage {

    AgentServices services();

    /** Which start of the agent this is. */
    long incarnation();

    /** Where the lines of {@code name} go, which is that of a life here. */
    AgentLogger logger(String name);

    /** Waits until {@code life} is asked to stop, at most for {@code longest}; whether it was. Called by the agent. */
    boolean awaitStop(AgentLife life, Duration longest) throws InterruptedException;

    /** Runs {@code step} on the context after what it does now; from any thread. Not run once all is over. */
    void post(Runnable step);

    /** {@code life} was held up at a gate and goes on now. */
    void passedGate(AgentLife life);

    /** {@code life} has set up. */
    void ready(AgentLife life);

    /** {@code life} was asked to pause, and is between two executions. */
    void paused(AgentLife life);

    /** The agent has given a sign of life; from any thread. */
    void beat();

    /** What keeps {@code life} from doing its work, empty if nothing does any more; from any thread. */
    void trouble(AgentLife life, String trouble);

    /** A part of {@code life} failed; from any thread. */
    void failed(AgentLife life, String part, @Nullable Throwable thrown, String message);

    /** {@code life} emits an event; from any thread. */
    void emitted(AgentLife life, String event, Map<String, Object> data, EmitCredits credits);

    /** {@code life} is over and has released everything. */
    void ended(AgentLife life, Ending ending);
}
