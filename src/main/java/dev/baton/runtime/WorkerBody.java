package dev.baton.runtime;

import dev.baton.agent.AgentLogger;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Threading;
import dev.baton.lifecycle.Ending;
import dev.baton.logging.LogKeys;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
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

    private final WorkerServices services;
    private final Mailbox<Signal> mailbox;
    private final long incarnation;
    private final AgentLife life;
    private final InterruptGuard guard = new InterruptGuard();
    private final Turns turns = new Turns();
    private final AtomicBoolean oneOfTwo = new AtomicBoolean();
    private final AtomicBoolean toldEnded = new AtomicBoolean();
    private final Promise<Void> over = Promise.promise();
    private final boolean isWatched;
    private volatile @Nullable Context context;
    private volatile String trouble = "";
    private volatile boolean leaving;
    private volatile @Nullable CpuTime cpu;
    private volatile long lastSign = Activity.IDLE;
    private Ending ending = Ending.SUCCESS;
    private String deployment = "";

    WorkerBody(AgentSpec spec, long incarnation, Gates gates, WorkerServices services, Mailbox<Signal> mailbox) {
        this.services = services;
        this.mailbox = mailbox;
        this.incarnation = incarnation;
        this.isWatched = spec.supervision().liveness() != null;
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
        DeploymentOptions onThreads =
                life.spec().threading() == Threading.VIRTUAL ? services.onVirtualThreads() : services.onWorkers();
        services.outside()
                .dispatch(ignored -> services.lives()
                        .vertx()
                        .deployVerticle(this, onThreads)
                        .onSuccess(this::deployed)
                        .onFailure(thrown -> sayEnded(Ending.failure("its deployment", thrown))));
    }

    /** Maybe long after it was: Vert.x may tell it on the agent's own thread, after what that is doing. */
    private void deployed(String id) {
        deployment = id;
        if (isSecond()) {
            undeploy();
        }
    }

    /**
     * Both have to happen before it is undeployed: its life is over, and Vert.x has noted it as deployed. A short life may be
     * over first; undeployed by then, the verticle would stay noted for ever. True for whoever comes second.
     */
    private boolean isSecond() {
        return !oneOfTwo.compareAndSet(false, true);
    }

    /** On the orchestrator's event loop, so that the answer comes to it too and wakes no further thread. */
    void undeploy() {
        leaving = true;
        services.lives().vertx().undeploy(deployment).onComplete(done -> sayEnded(ending));
    }

    @Override
    public void stop() {
        life.stop();
    }

    @Override
    public void interrupt() {
        life.press(guard);
    }

    @Override
    public boolean kill() {
        return false;
    }

    @Override
    public long pid() {
        return -1;
    }

    @Override
    public boolean pause() {
        return life.pause();
    }

    @Override
    public void resume() {
        life.resume();
    }

    @Override
    public long cpuNanos() {
        if (life.spec().threading() == Threading.VIRTUAL) {
            return CpuMeter.UNKNOWN;
        }
        CpuTime present = cpu;
        if (present == null) {
            present = new CpuTime();
            Thread inside = guard.inside();
            if (inside != null) {
                present.join(inside, () -> guard.inside() == inside);
            }
            cpu = present;
        }
        return present.read();
    }

    @Override
    public Activity activity() {
        return new Activity(
                life.cycles(),
                life.lastCycleNanos(),
                life.workNanos(),
                life.failures(),
                life.droppedEvents(),
                lastSign,
                life.kind(),
                trouble);
    }

    // -------------------------------------------------------------------------------------- as a verticle

    @Override
    public Future<?> deploy(Context ownContext) {
        context = ownContext;
        run(life::begin);
        return Future.succeededFuture();
    }

    /**
     * By Baton when the life is over; by Vert.x, if it is closed while the agent still lives, which then is stopped. A Vert.x
     * that closes may never tell that the verticle was deployed, so its end is told all the same.
     */
    @Override
    public Future<?> undeploy(Context ownContext) {
        if (!over.future().isComplete()) {
            life.stop();
        }
        if (!leaving) {
            over.future().onComplete(ended -> sayEnded(ending));
        }
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
        CpuTime time = cpu;
        if (time != null && services.cpuMeter().isOn()) {
            time.enter();
        }
        lastSign = now();
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).addKeyValue(LogKeys.AGENT, name()).log("A step of this agent broke");
        } finally {
            lastSign = Activity.IDLE;
            if (time != null) {
                time.leave();
            }
            guard.leave();
        }
    }

    /** Asked for at each step, so only where somebody looks. */
    private long now() {
        return isWatched ? services.lives().nanoTime().getAsLong() : Activity.IDLE;
    }

    private void sayEnded(Ending ending) {
        if (toldEnded.compareAndSet(false, true)) {
            mailbox.send(new Signal.Ended(this, ending));
        }
    }

    // -------------------------------------------------------------------------------------- as the stage of its life

    @Override
    public AgentServices services() {
        return services.lives();
    }

    @Override
    public AgentLogger logger(String name) {
        return AgentLogger.named(name);
    }

    @Override
    public boolean awaitStop(AgentLife which, Duration longest) throws InterruptedException {
        return which.stopSignal().await(longest);
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
    public void paused(AgentLife which) {
        mailbox.send(new Signal.Paused(this));
    }

    @Override
    public void beat() {
        if (lastSign != Activity.IDLE) {
            lastSign = now();
        }
    }

    @Override
    public void trouble(AgentLife which, String what) {
        trouble = what;
    }

    @Override
    public void failed(AgentLife which, String part, @Nullable Throwable thrown, String message) {
        String type = thrown == null ? null : thrown.getClass().getName();
        mailbox.send(new Signal.Failed(this, part, type, message));
    }

    @Override
    public void emitted(AgentLife which, String event, Map<String, Object> data, EmitCredits credits) {
        mailbox.send(new Signal.Emitted(this, event, data, credits));
    }

    @Override
    public void ended(AgentLife which, Ending how) {
        ending = how;
        over.complete();
        if (isSecond()) {
            services.leavers().send(this);
        }
    }
}
