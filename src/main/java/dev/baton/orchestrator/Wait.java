package dev.baton.orchestrator;

import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.AgentOutcome.Result;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.Verb;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * Somebody waits for what comes of a command for one agent. What came of it is read off the agent's state, so that whatever
 * happens in the meantime, also by other commands, there is an answer.
 */
final class Wait {
    private final Verb verb;
    private final String note;
    private final Promise<AgentOutcome> outcome = Promise.promise();

    /**
     * A wait that isn't answered.
     *
     * @param note what to say when it comes as wanted, such as that nothing was to be done
     */
    Wait(Verb verb, String note) {
        this.verb = verb;
        this.note = note;
    }

    Future<AgentOutcome> future() {
        return outcome.future();
    }

    /** Answers if {@code agent} has come as far; returns whether it is answered. */
    boolean answerIfKnown(AgentRecord agent, long now) {
        if (!outcome.future().isComplete() && isKnown(agent)) {
            outcome.complete(outcomeOf(agent, now));
        }
        return outcome.future().isComplete();
    }

    /** Answers with {@code result} whatever the agent does. */
    void answer(AgentRecord agent, Result result, String reason) {
        outcome.tryComplete(new AgentOutcome(agent.name(), result, agent.state(), reason));
    }

    /** Everything is being stopped; only a stop will still come true. */
    void failUnlessStop(RuntimeException why) {
        if (verb != Verb.STOP) {
            outcome.tryFail(why);
        }
    }

    private boolean isKnown(AgentRecord agent) {
        return switch (agent.state()) {
            case STARTING -> verb == Verb.STOP;
            // One that has its slot right away is on its way to its start.
            case QUEUED -> verb == Verb.STOP || !agent.reason(0).isEmpty();
            case STOPPING -> false;
            case RUNNING -> verb != Verb.PAUSE || !agent.isPausing();
            default -> true;
        };
    }

    private AgentOutcome outcomeOf(AgentRecord agent, long now) {
        String reason = agent.reason(now);
        return new AgentOutcome(
                agent.name(), resultOf(agent), agent.state(), reason.isEmpty() && isAsWanted(agent) ? note : reason);
    }

    private boolean isAsWanted(AgentRecord agent) {
        return resultOf(agent).isSuccess();
    }

    private Result resultOf(AgentRecord agent) {
        LifecycleState state = agent.state();
        if (state == LifecycleState.STUCK) {
            return Result.STUCK;
        }
        return switch (verb) {
            case START, RESTART -> started(agent);
            // Whatever it does now, the life that was to be stopped is over.
            case STOP -> Result.ENDED;
            case PAUSE -> state == LifecycleState.PAUSED ? Result.PAUSED : Result.REFUSED;
            case RESUME -> state == LifecycleState.RUNNING ? Result.RUNNING : Result.REFUSED;
        };
    }

    private static Result started(AgentRecord agent) {
        return switch (agent.state()) {
            case RUNNING -> Result.RUNNING;
            case PAUSED -> Result.PAUSED;
            case QUEUED -> Result.QUEUED;
            case WAITING -> Result.WAITING;
            case TERMINATED -> {
                Ending ending = agent.ending();
                yield ending == null || ending.status().isSuccess() ? Result.ENDED : Result.FAILED;
            }
            default -> Result.FAILED;
        };
    }
}
