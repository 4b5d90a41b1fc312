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
 */
public record LogRow(String agent, long seq, Instant timestamp, String stream, String level, String text) {}
