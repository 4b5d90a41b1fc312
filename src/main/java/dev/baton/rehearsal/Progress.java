package dev.baton.rehearsal;

/**
 * How far an agent has said to be.
 *
 * @param done in a unit of the agent's
 * @param total in the same, -1 if not known
 * @param text a few words for people
 */
public record Progress(long done, long total, String text) {}
