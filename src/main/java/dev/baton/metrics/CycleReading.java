package dev.baton.metrics;

/**
 * What all agents of one kind have done since the start.
 *
 * @param kind in lower case, such as {@code periodic}; one of a small, fixed number
 * @param cycles executions that are over
 * @param seconds how long all of them took together
 * @param failures how many of them failed
 */
public record CycleReading(String kind, long cycles, double seconds, long failures) {}
