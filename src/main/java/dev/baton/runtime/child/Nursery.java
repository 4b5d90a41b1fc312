package dev.baton.runtime.child;

import dev.baton.runtime.EmitCredits;
import dev.baton.runtime.probe.Probes;
import dev.baton.runtime.program.Output;
import dev.baton.runtime.tree.Trees;
import dev.baton.settings.ValidationPolicy;
import io.vertx.core.Context;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all children of one orchestrator share.
 *
 * @param loop whose event loop is the orchestrator's
 * @param trees begins their processes
 * @param outputs takes what they write
 * @param probes looks after their processes
 * @param loader loads agent classes here, and says where a child finds them
 * @param policy judges findings at an agent's start
 * @param secrets makes what only one child is told, anew each time; from any thread
 * @param nanoTime a clock that never goes back
 * @param mainClass what a child's JVM executes
 * @param credits bounds the events under way over all of them
 */
record Nursery(
        Context loop,
        Trees trees,
        Output.Streams outputs,
        Probes probes,
        ClassLoader loader,
        ValidationPolicy policy,
        Supplier<String> secrets,
        LongSupplier nanoTime,
        String mainClass,
        EmitCredits credits) {}
