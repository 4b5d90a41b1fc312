package dev.baton.cluster.wire;

/**
 * A message as it came.
 *
 * @param from who sent it
 * @param op what it is
 * @param body what it says
 */
public record Envelope<B extends Record>(Origin from, String op, B body) {}
