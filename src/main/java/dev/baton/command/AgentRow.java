package dev.baton.command;

import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One agent as it is.
 *
 * @param name its name
 * @param className its class
 * @param config its config, secrets hidden; not to be changed
 * @param state where it is in its life
 * @param terminationStatus how its last life ended, null if none has since its last start
 * @param reason why it is where it is, empty when there is nothing to say
 * @param group its group, null if it is in none
 * @param vital whether everything is shut down when it fails for good
 * @param node the node it is known on
 * @param incarnation how many times it was started
 * @param restarts how many of its starts were restarts of Baton's own accord
 * @param pid the process it runs in, null when it does not run
 * @param uptime how long it has been running, null when it does not run
 */
public record AgentRow(
        String name,
        String className,
        JsonObject config,
        LifecycleState state,
        @Nullable TerminationStatus terminationStatus,
        String reason,
        @Nullable String group,
        boolean vital,
        String node,
        long incarnation,
        long restarts,
        @Nullable Long pid,
        @Nullable Duration uptime) {

    /** Whether it occupies a worker slot. */
    public boolean alive() {
        return state.holdsSlot();
    }

    /** Whether it was ever started. */
    public boolean started() {
        return incarnation > 0;
    }

    /** Whether it waits for a slot or a dependency. */
    public boolean inQueue() {
        return state == LifecycleState.QUEUED || state == LifecycleState.WAITING;
    }
}
