package dev.baton.runtime;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Threading;
import dev.baton.lifecycle.Ending;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import java.util.Map;
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
    private final AtomicBoolean toldEnded = new AtomicBoolean();
    private final Promise<Void> over = Promise.promise();
    private volatile @Nullable Context context;
    private Ending ending = Ending.SUCCESS;
    private @Nullable String deployment;
    private boolean left;

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
        services.outside()
                .dispatch(ignored -> services.vertx()
                        .deployVerticle(this, options())
                        .onSuccess(this::deployed)
                        .onFailure(thrown -> sayEnded(Ending.failure("its deployment", thrown))));
    }

    private void deployed(String id) {
        deployment = id;
        undeployIfOver();
    }

    /** Its life is over; on the orchestrator's event loop. */
    void leave() {
        left = true;
        undeployIfOver();
    }

    /**
     * A short life may be over before Vert.x has noted the verticle as deployed; undeployed by then, it would stay noted for
     * ever. Asked for here, on the loop, the answer comes to the loop too and wakes no further thread.
     */
    private void undeployIfOver() {
        String id = deployment;
        if (left && id != null) {
            services.vertx().undeploy(id).onComplete(done -> sayEnded(ending));
        }
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

    /** By Baton when the life is over; by Vert.x, if it is closed while the agent still lives, which then is stopped. */
    @Override
    public Future<?> undeploy(Context ownContext) {
        life.stop();
        return over.future();
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
    public void passedGate(AgentLife which) {
        mailbox.send(new Signal.PassedGate(this));
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
        over.complete();
        services.leavers().send(this);
    }
}
