package dev.baton.orchestrator;

import dev.baton.runtime.ProcessBodies;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the orchestrator takes from the machine it runs on.
 *
 * @param clock the wall clock
 * @param nanoTime a clock that never goes back, in nanoseconds
 * @param node the name of this node
 * @param growingPools whether worker pools add a thread only when none is idle, so that a large one costs nothing
 * @param random decides on the jitter of pauses; touched by the orchestrator's event loop only
 * @param processes makes the bodies of agents that are processes of their own
 */
public record Ports(
        InstantSource clock,
        LongSupplier nanoTime,
        String node,
        boolean growingPools,
        RandomGenerator random,
        ProcessBodies.Factory processes) {
    /** The same on a Vert.x with such pools. */
    public Ports withGrowingPools() {
        return new Ports(clock, nanoTime, node, true, random, processes);
    }

    /** As the node of this name. */
    public Ports withNode(String newNode) {
        return new Ports(clock, nanoTime, newNode, growingPools, random, processes);
    }

    /** With other processes. */
    public Ports withProcesses(ProcessBodies.Factory newProcesses) {
        return new Ports(clock, nanoTime, node, growingPools, random, newProcesses);
    }
}
