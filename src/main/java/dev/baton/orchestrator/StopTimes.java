package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import java.time.Duration;
import java.util.stream.Stream;

/** How long stops may take. Thread-safe: it holds nothing. */
public final class StopTimes {
    private StopTimes() {}

    /** What agents that are asked together are given: the longest that one of them may take. */
    static Duration together(Duration agentStopTimeout, Stream<AgentSpec> agents) {
        return longer(agentStopTimeout, longestOwn(agents));
    }

    /**
     * The most that it takes to stop everything, from the request until the last agent has ended or counts as stuck. Who is asked
     * with the last ones, at half of the time, has all of its own from then on.
     *
     * @param agentStopTimeout what agents have that don't say otherwise
     */
    public static Duration ofAll(Duration agentStopTimeout, Stream<AgentSpec> agents) {
        Duration own = longestOwn(agents);
        Duration together = longer(agentStopTimeout, own);
        return longer(together, together.dividedBy(2).plus(own));
    }

    private static Duration longestOwn(Stream<AgentSpec> agents) {
        return agents.flatMap(agent -> Stream.ofNullable(agent.supervision().stopTimeout()))
                .reduce(Duration.ZERO, StopTimes::longer);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
