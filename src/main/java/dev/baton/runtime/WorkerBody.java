package dev.baton.runtime;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Threading;
import dev.baton.lifecycle.Ending;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A start of an agent as a worker verticle, or a virtual-thread verticle. It deploys itself, lives, undeploys itself,
 * and only then says that it has ended: who counts slots counts deployed verticles.
 */
final class WorkerBody implements Body, Deployable, Stage {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerBody.class);
    private static final long NEVER_WARN_DAYS = 365L * 100;

    private final AgentServices services;
    private final Mailbox<Signal> mailbox;
    private final long incarnation;
    private final AgentLife life;
    private final InterruptGuard guard = new InterruptGuard();
    private final Turns turns = new Turns();
    private final AtomicBoolean deployedOrOver = new AtomicBoolean();
    private final AtomicBoolean toldEnded = new AtomicBoolean();
    private volatile @Nullable Context context;
    private volatile @Nullable Ending ending;

    WorkerBody(AgentSpec spec, long incarnation, Gates gates, AgentServices services, Mailbox<Signal> mailbox) {
        this.services = services;
        this.mailbox = mailbox;
        this.incarnation = incarnation;
        this.life = new AgentLife(spec, spec.name(), this, gates);
    }

    // -------------------------------------------------------------------------------------- told by the orchestrator

    @Override
    public String name() {
        return life.name();
    }

    @Override
    public long incarnation() {
        return incarnation;
    }

    @Override
    public void start() {
        services.vertx()
                .deployVerticle(this, options())
                .onSuccess(deployment -> undeployIfBoth())
                .onFailure(thrown -> sayEnded(Ending.failure("its deployment", thrown)));
    }

    private DeploymentOptions options() {
        DeploymentOptions options = new DeploymentOptions().setClassLoader(services.loader());
        if (life.spec().threading() == Threading.VIRTUAL) {
            return options.setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        }
        return options.setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName(services.poolName())
                .setWorkerPoolSize(services.maxWorkers())
                .setMaxWorkerExecuteTimeUnit(TimeUnit.DAYS)
                .setMaxWorkerExecuteTime(NEVER_WARN_DAYS);
    }

    @Override
    public void stop() {
        life.stop();
    }

    @Override
    public void interrupt() {
        life.press(guard.interrupt());
    }

    @Override
    public Activity activity() {
        return new Activity(life.cycles(), life.lastCycleNanos(), life.droppedEvents());
    }

    // -------------------------------------------------------------------------------------- as a verticle

    @Override
    public Future<?> deploy(Context ownContext) {
        context = ownContext;
        run(life::begin);
        return Future.succeededFuture();
    }

    private void run(Runnable first) {
        if (turns.begin(first)) {
            for (Runnable step = first; step != null; step = turns.next()) {
                runGuarded(step);
            }
        }
    }

    private void runGuarded(Runnable step) {
        guard.enter();
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).addKeyValue("agent", name()).log("A step of this agent broke");
        } finally {
            guard.leave();
        }
    }

    /**
     * Called when Vert.x has told that the verticle is deployed, and when its life is over; undeploys at the second call.
     * A short life is over before Vert.x has entered the verticle in its books, and can't be struck out before that.
     */
    private void undeployIfBoth() {
        if (deployedOrOver.compareAndSet(false, true)) {
            return;
        }
        Context own = Objects.requireNonNull(context);
        Ending how = Objects.requireNonNull(ending);
        services.vertx().undeploy(own.deploymentID()).onComplete(done -> sayEnded(how));
    }

    private void sayEnded(Ending ending) {
        if (toldEnded.compareAndSet(false, true)) {
            mailbox.send(new Signal.Ended(this, ending));
        }
    }

    // -------------------------------------------------------------------------------------- as the stage of its life

    @Override
    public AgentServices services() {
        return services;
    }

    @Override
    public void post(Runnable step) {
        Context own = context;
        if (own != null) {
            own.runOnContext(ignored -> run(step));
        }
    }

    @Override
    public void ready(AgentLife which) {
        mailbox.send(new Signal.Ready(this));
    }

    @Override
    public void failed(AgentLife which, String part, @Nullable Throwable thrown, String message) {
        mailbox.send(new Signal.Failed(this, part, thrown, message));
    }

    @Override
    public void emitted(AgentLife which, String event, Map<String, Object> data, EmitCredits credits) {
        mailbox.send(new Signal.Emitted(this, event, data, credits));
    }

    @Override
    public void ended(AgentLife which, Ending how) {
        ending = how;
        undeployIfBoth();
    }
}
