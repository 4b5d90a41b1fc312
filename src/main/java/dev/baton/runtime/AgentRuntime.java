package dev.baton.runtime;

import dev.baton.agent.AgentSpec;
import dev.baton.settings.ValidationPolicy;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Makes bodies and holds what they share: the thread pool, the timing wheel, the threads for control calls. Made on the
 * event loop of its orchestrator, where the wheel turns; {@link #close()} when all bodies have ended.
 */
public final class AgentRuntime {
    private static final int CONTROL_THREADS = 64;
    private static final int CONTROL_EAGER = 2;
    private static final long NEVER_WARN_DAYS = 365L * 100;

    private final WorkerServices services;
    private final WorkerExecutor pool;
    private final ExecutorService control;
    private final ProcessBodies processes;

    /**
     * A runtime without bodies.
     *
     * @param name the orchestrator's, which names the thread pool
     * @param vertx where agents are deployed
     * @param loop the context of the orchestrator, on which the wheel turns
     * @param clock the wall clock
     * @param nanoTime a clock that never goes back
     * @param loader loads agent classes
     * @param policy judges findings at an agent's start
     * @param poolSize how many threads there may be, at least as many as agents run at once
     * @param processes makes the bodies of agents that are processes of their own
     */
    public AgentRuntime(
            String name,
            Vertx vertx,
            Context loop,
            InstantSource clock,
            LongSupplier nanoTime,
            ClassLoader loader,
            ValidationPolicy policy,
            int poolSize,
            ProcessBodies.Factory processes) {
        this(name, vertx, loop, clock, nanoTime, loader, policy, poolSize, processes, new BusMessages(vertx));
    }

    /** As the other, but event agents get their {@code messages} from elsewhere than the event bus of {@code vertx}. */
    public AgentRuntime(
            String name,
            Vertx vertx,
            Context loop,
            InstantSource clock,
            LongSupplier nanoTime,
            ClassLoader loader,
            ValidationPolicy policy,
            int poolSize,
            ProcessBodies.Factory processes,
            Messages messages) {
        String poolName = AgentThreads.poolOf(name);
        // The pool lives as long as somebody uses it: this reference keeps it between two agents.
        pool = vertx.createSharedWorkerExecutor(poolName, poolSize, NEVER_WARN_DAYS, TimeUnit.DAYS);
        this.processes = processes.on(name, loop, loader, policy);
        control = new GrowingThreadPool(ControlThreads::create, CONTROL_EAGER, CONTROL_THREADS);
        TimingWheel wheel = new TimingWheel(nanoTime, new ContextLoop(vertx, loop));
        // Vert.x undeploys the children of a verticle before it asks the verticle itself, which here knows how to stop
        // them.
        ContextInternal outside = ((VertxInternal) vertx)
                .contextBuilder()
                .withEventLoop(((ContextInternal) loop).nettyEventLoop())
                .build();
        Mailbox<WorkerBody> leavers = new Mailbox<>(outside, WorkerBody::undeploy);
        services = new WorkerServices(
                new AgentServices(
                        vertx, wheel, clock, nanoTime, control, loader, policy, messages, EmitCredits.overAll()),
                outside,
                leavers,
                onWorkers(loader, poolName, poolSize),
                new DeploymentOptions().setClassLoader(loader).setThreadingModel(ThreadingModel.VIRTUAL_THREAD),
                new CpuMeter());
    }

    private static DeploymentOptions onWorkers(ClassLoader loader, String poolName, int poolSize) {
        return new DeploymentOptions()
                .setClassLoader(loader)
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName(poolName)
                .setWorkerPoolSize(poolSize)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.DAYS)
                .setMaxWorkerExecuteTime(NEVER_WARN_DAYS);
    }

    /** A body for one start of the agent {@code spec}, which answers through {@code mailbox}. */
    public Body create(AgentSpec spec, long incarnation, Gates gates, Mailbox<Signal> mailbox) {
        return spec.process() == null
                ? new WorkerBody(spec, incarnation, gates, services, mailbox)
                : processes.create(spec, incarnation, gates, mailbox);
    }

    /** Whether to measure the CPU time of agents from now on, for {@link Body#cpuNanos()}. */
    public void measureCpu(boolean measured) {
        services.cpuMeter().turn(measured);
    }

    /** Gives back the threads; those of stuck agents stay as they are. */
    public Future<Void> close() {
        control.shutdownNow();
        return processes.close().eventually(pool::close);
    }

    private static final class ControlThreads {
        static Thread create(Runnable task) {
            Thread thread = new Thread(task, "baton-control");
            thread.setDaemon(true);
            return thread;
        }
    }
}
