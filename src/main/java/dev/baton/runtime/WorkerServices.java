package dev.baton.runtime;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.internal.ContextInternal;

/**
 * What bodies that are verticles work with, beside what all lives share.
 *
 * @param lives what all lives share
 * @param outside the orchestrator's event loop, but not its verticle: what is deployed from there is nobody's child
 * @param leavers bodies whose lives are over, on their way to the orchestrator's event loop
 * @param onWorkers how agents are deployed to the worker pool
 * @param onVirtualThreads how agents are deployed to virtual threads
 * @param cpuMeter tells whether CPU time is measured
 */
record WorkerServices(
        AgentServices lives,
        ContextInternal outside,
        Mailbox<WorkerBody> leavers,
        DeploymentOptions onWorkers,
        DeploymentOptions onVirtualThreads,
        CpuMeter cpuMeter) {}
