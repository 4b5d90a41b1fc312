package dev.baton.command;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of the cluster as another one, or it itself, knows it.
 *
 * @param node its name
 * @param state whether it can be reached
 * @param self whether it is the one that answers
 * @param age for how long nothing was heard from it
 * @param address where other nodes reach it, empty when that is not known
 * @param version of its Baton, empty when that is not known
 * @param uptime since it started, as of when it was last heard; null when that is not known
 * @param totalAgents agents it knows
 * @param runningAgents agents that hold a slot there
 * @param waitingAgents agents that wait for a slot or a dependency there
 * @param maxWorkers how many slots it has
 * @param shuttingDown whether everything is being stopped there
 * @param labels what its config says about it, by name
 * @param reason why it can't be reached or is gone; null if it is up
 * @param missing why its part of this answer is missing; null if it is there
 */
public record NodeRow(
        String node,
        State state,
        boolean self,
        Duration age,
        String address,
        String version,
        @Nullable Duration uptime,
        int totalAgents,
        int runningAgents,
        int waitingAgents,
        int maxWorkers,
        boolean shuttingDown,
        Map<String, String> labels,
        @Nullable String reason,
        @Nullable String missing) {

    /** Copies the map. */
    public NodeRow {
        labels = Map.copyOf(labels);
    }

    /** Whether a node can be reached. */
    public enum State {
        /** It and the one that tells hear each other. */
        UP,
        /** Nothing was heard from it for too long: it hangs, is cut off, or was killed. Or it is heard, but doesn't hear or answer. */
        UNREACHABLE,
        /** It said goodbye. */
        GONE
    }

    /** The same, with its part missing from an answer, or there if {@code why} is null. */
    public NodeRow withMissing(@Nullable String why) {
        return new NodeRow(
                node,
                state,
                self,
                age,
                address,
                version,
                uptime,
                totalAgents,
                runningAgents,
                waitingAgents,
                maxWorkers,
                shuttingDown,
                labels,
                reason,
                why);
    }
}
