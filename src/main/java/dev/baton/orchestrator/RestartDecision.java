package dev.baton.orchestrator;

import dev.baton.agent.RestartPolicy;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether an agent is started again after a life.
 *
 * <pre>
 *               COMPLETED   FAILED   STOPPED
 *   never           -          -        -
 *   on-failure      -       restart     -
 *   always       restart    restart     -
 * </pre>
 */
final class RestartDecision {
    private static final Map<RestartPolicy, Set<Exit>> RESTARTED_AFTER = new EnumMap<>(Map.of(
            RestartPolicy.NEVER, EnumSet.noneOf(Exit.class),
            RestartPolicy.ON_FAILURE, EnumSet.of(Exit.FAILED),
            RestartPolicy.ALWAYS, EnumSet.of(Exit.COMPLETED, Exit.FAILED)));

    private RestartDecision() {}

    /** Looks it up in the table. */
    static boolean restarts(RestartPolicy policy, Exit exit) {
        return RESTARTED_AFTER.getOrDefault(policy, Set.of()).contains(exit);
    }
}
