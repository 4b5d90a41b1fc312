package dev.baton.agent;

import dev.baton.settings.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an agent is looked after. Immutable; the {@code with…} methods make changed copies.
 *
 * @param restart whether and when it is started again
 * @param onDependencyFailure what it does when a dependency goes down while it runs
 * @param group the group it belongs to, null if to none
 * @param vital whether everything is shut down when it fails for good
 * @param liveness how long it may give no sign of life while it works, null for ever
 * @param startTimeout how long it may take to get ready, null for the orchestrator's {@code agentStartTimeout}
 * @param stopTimeout how long it may take to stop, null for the orchestrator's {@code agentStopTimeout}
 */
public record Supervision(
        Restart restart,
        OnDependencyFailure onDependencyFailure,
        @Nullable String group,
        boolean vital,
        @Nullable Duration liveness,
        @Nullable Duration startTimeout,
        @Nullable Duration stopTimeout) {
    /** Restarted on failure; in no group, not vital, trusted to be alive. */
    public static final Supervision DEFAULT =
            new Supervision(Restart.DEFAULT, OnDependencyFailure.KEEP, null, false, null, null, null);

    /** Refuses timeouts that are none. */
    public Supervision {
        requirePositive("liveness", liveness);
        requirePositive("startTimeout", startTimeout);
        requirePositive("stopTimeout", stopTimeout);
    }

    /** With another way of restarting. */
    public Supervision withRestart(Restart newRestart) {
        return new Supervision(newRestart, onDependencyFailure, group, vital, liveness, startTimeout, stopTimeout);
    }

    /** With the same pauses and limits after other endings. */
    public Supervision withRestart(RestartPolicy policy) {
        return withRestart(restart.withPolicy(policy));
    }

    /** With another answer to a dependency going down. */
    public Supervision withOnDependencyFailure(OnDependencyFailure what) {
        return new Supervision(restart, what, group, vital, liveness, startTimeout, stopTimeout);
    }

    /** In another group, or null for none. */
    public Supervision withGroup(@Nullable String newGroup) {
        return new Supervision(restart, onDependencyFailure, newGroup, vital, liveness, startTimeout, stopTimeout);
    }

    /** Vital or not. */
    public Supervision withVital(boolean isVital) {
        return new Supervision(restart, onDependencyFailure, group, isVital, liveness, startTimeout, stopTimeout);
    }

    /** With another time without a sign of life, or null for any. */
    public Supervision withLiveness(@Nullable Duration timeout) {
        return new Supervision(restart, onDependencyFailure, group, vital, timeout, startTimeout, stopTimeout);
    }

    /** With another time to get ready, or null for the orchestrator's. */
    public Supervision withStartTimeout(@Nullable Duration timeout) {
        return new Supervision(restart, onDependencyFailure, group, vital, liveness, timeout, stopTimeout);
    }

    /** With another time to stop, or null for the orchestrator's. */
    public Supervision withStopTimeout(@Nullable Duration timeout) {
        return new Supervision(restart, onDependencyFailure, group, vital, liveness, startTimeout, timeout);
    }

    private static void requirePositive(String key, @Nullable Duration value) {
        if (value != null && (value.isNegative() || value.isZero())) {
            throw new IllegalArgumentException(
                    key + " is " + Durations.format(value) + " but must be longer than nothing, such as 30s");
        }
    }
}
