package dev.baton.runtime;

import dev.baton.settings.ValidationPolicy;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What every body works with.
 *
 * @param vertx where agents are deployed
 * @param outside the orchestrator's event loop, but not its verticle: what is deployed from there is nobody's child
 * @param leavers bodies whose lives are over, on their way to the orchestrator's event loop
 * @param wheel times the cycles
 * @param clock the wall clock
 * @param nanoTime a clock that never goes back, for durations
 * @param control runs what an agent is told from outside while it works; its tasks may hang
 * @param loader loads agent classes
 * @param policy judges findings
 * @param onWorkers how agents are deployed to the worker pool
 * @param onVirtualThreads how agents are deployed to virtual threads
 * @param cpuMeter tells whether CPU time is measured
 * @param messages where the messages of event agents come from
 * @param sharedCredits bounds the events under way over all agents
 */
record AgentServices(
        Vertx vertx,
        ContextInternal outside,
        Mailbox<WorkerBody> leavers,
        TimingWheel wheel,
        InstantSource clock,
        LongSupplier nanoTime,
        Executor control,
        ClassLoader loader,
        ValidationPolicy policy,
        DeploymentOptions onWorkers,
        DeploymentOptions onVirtualThreads,
        CpuMeter cpuMeter,
        Messages messages,
        EmitCredits sharedCredits) {}
