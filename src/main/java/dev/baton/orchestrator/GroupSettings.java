package dev.baton.orchestrator;

import dev.baton.settings.Durations;
import java.time.Duration;

/**
 * How the members of a group are restarted, in a config file under {@code groups}. The semantics are those of a
 * supervisor in OTP (https://www.erlang.org/doc/apps/stdlib/supervisor.html): restarts are counted over the whole group,
 * one for each failure however many members it restarts, and a failure that would be one restart too many within the
 * window makes the group give up. Other than in OTP a restart waits for the failed member's back-off.
 *
 * <p>A group that agents name but the settings don't is a label and no more: each member has only its own limits.
 *
 * @param strategy who is restarted with a member that failed
 * @param maxRestarts how many restarts of the group within {@code window} are too many when one more is due; 0 to 10,000
 * @param window over which the group's restarts are counted
 * @param onGiveUp what happens then
 */
public record GroupSettings(GroupStrategy strategy, int maxRestarts, Duration window, OnGiveUp onGiveUp) {
    /** What holds for keys that are left out. */
    public static final GroupSettings DEFAULT =
            new GroupSettings(GroupStrategy.ONE_FOR_ONE, 5, Duration.ofSeconds(60), OnGiveUp.STOP_GROUP);

    private static final int MOST_RESTARTS = 10_000;

    /** Refuses what is out of range. */
    public GroupSettings {
        if (maxRestarts < 0 || maxRestarts > MOST_RESTARTS) {
            throw new IllegalArgumentException(
                    "maxRestarts is " + maxRestarts + " but must be from 0 to " + MOST_RESTARTS);
        }
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(
                    "window is " + Durations.format(window) + " but must be longer than nothing, such as 60s");
        }
    }
}
