package dev.baton.process;

import java.time.Duration;

/**
 * A question that is put to a process again and again.
 *
 * @param check the question
 * @param initialDelay after the start, before it is first put
 * @param period from one question to the next
 * @param timeout how long an answer may take; a command that takes longer is killed with its tree
 * @param successThreshold how many good answers in a row make it good
 * @param failureThreshold how many bad answers in a row make it bad
 */
public record Probe(
        Check check,
        Duration initialDelay,
        Duration period,
        Duration timeout,
        int successThreshold,
        int failureThreshold) {}
