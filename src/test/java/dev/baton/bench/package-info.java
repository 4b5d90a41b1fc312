/**
 * What Baton costs beside the bare library doing the same work: {@link dev.baton.bench.Bench} runs the scenarios and
 * prints each ratio beside its budget. Compiled and checked like the tests, never run as one of them.
 *
 * <p>Nothing here is measured with JMH. The scenarios are whole runs (deployments, thread pools and collections included)
 * whose ratio matters, and on a noisy machine a ratio holds only if both sides are measured in turns, in one JVM and
 * within a second; JMH measures one benchmark to its end before it begins with the next. JMH is for what is smaller than
 * these scenarios.
 *
 * <p>The bare side of each scenario is the least code that a Vert.x user could get away with, on a Vert.x instance with
 * default options; Baton's side goes through the public {@link dev.baton.launcher.Orchestrator}, on an instance made as
 * the launcher makes its own.
 */
@NullMarked
package dev.baton.bench;

import org.jspecify.annotations.NullMarked;
