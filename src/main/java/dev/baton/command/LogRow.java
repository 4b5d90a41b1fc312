package dev.baton.command;

import java.time.Instant;

/**
 * One line that an agent wrote.
 *
 * @param agent who
 * @param seq its number among this agent's lines, from 1, without gaps
 * @param timestamp when
 * @param stream {@code stdout}, {@code stderr} or {@code log}
 * @param level the level of a line of the agent's logger, else empty
 * @param text the line, without its end
 * @param node where; empty outside a cluster
 */
public record LogRow(String agent, long seq, Instant timestamp, String stream, String level, String text, String node) {
    /** Outside a cluster. */
    public LogRow(String agent, long seq, Instant timestamp, String stream, String level, String text) {
        this(agent, seq, timestamp, stream, level, text, "");
    }

    /** The same, on a node of a cluster. */
    public LogRow on(String itsNode) {
        return new LogRow(agent, seq, timestamp, stream, level, text, itsNode);
    }
}
