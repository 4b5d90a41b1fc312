package dev.baton.cluster.view;

import dev.baton.command.AgentRow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An agent as it was told, with a clock of its own for how long it has been running.
 *
 * @param row as it was told
 * @param since when it was begun, on this node's clock; means nothing when it does not run
 * @param version of the table that it was told with
 */
record SeenRow(AgentRow row, long since, long version) {

    static SeenRow at(long now, AgentRow row, long version) {
        Duration uptime = row.uptime();
        return new SeenRow(row, uptime == null ? now : now - uptime.toNanos(), version);
    }

    /** As it would be told at {@code now}. */
    AgentRow asOf(long now) {
        return row.uptime() == null ? row : with(row, Duration.ofNanos(Math.max(0, now - since)));
    }

    /** Whether {@code other} differs in no more than the time that has passed. */
    boolean isLike(AgentRow other) {
        return (row.uptime() == null) == (other.uptime() == null) && row.equals(with(other, row.uptime()));
    }

    private static AgentRow with(AgentRow row, @Nullable Duration uptime) {
        return new AgentRow(
                row.name(),
                row.className(),
                row.config(),
                row.state(),
                row.terminationStatus(),
                row.reason(),
                row.group(),
                row.vital(),
                row.node(),
                row.incarnation(),
                row.restarts(),
                row.pid(),
                uptime);
    }
}
