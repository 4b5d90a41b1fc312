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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A start of an agent as a worker verticle, or a virtual-thread verticle. It deploys itself, lives, undeploys itself,
 * and only then says that it has ended: who counts slots counts deployed verticles.
 */
final class WorkerBody extends LivingBody implements Deployable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerBody.class);

    private final WorkerServices services;
    private final Mailbox<Signal> mailbox;
    private final InterruptGuard guard = new InterruptGuard();
    private final Turns turns = new Turns();
    private final AtomicBoolean oneOfTwo = new AtomicBoolean();
    private final AtomicBoolean toldEnded = new AtomicBoolean();
    private final Promise<Void> over = Promise.promise();
    private final boolean isWatched;
    private volatile @Nullable Context context;
    private volatile boolean leaving;
    private volatile @Nullable CpuTime cpu;
    private volatile long lastSign = Activity.IDLE;
    private Ending ending = Ending.SUCCESS;
    private String deployment = "";

    WorkerBody(AgentSpec spec, long incarnation, Gates gates, WorkerServices services, Mailbox<Signal> mailbox) {
        super(spec, incarnation, gates);
        this.services = services;
        this.mailbox = mailbox;
        this.isWatched = spec.supervision().liveness() != null;
    }

    // -------------------------------------------------------------------------------------- told by the orchestrator

    @Override
    public void start() {
        DeploymentOptions onThreads =
                life().spec().threading() == Threading.VIRTUAL ? services.onVirtualThreads() : services.onWorkers();
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
    public void interrupt() {
        life().press(guard);
    }

    @Override
    public long cpuNanos() {
        if (life().spec().threading() == Threading.VIRTUAL) {
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

    // -------------------------------------------------------------------------------------- as a verticle

    @Override
    public Future<?> deploy(Context ownContext) {
        context = ownContext;
        run(life()::begin);
        return Future.succeededFuture();
    }

    /**
     * By Baton when the life is over; by Vert.x, if it is closed while the agent still lives, which then is stopped. A Vert.x
     * that closes may never tell that the verticle was deployed, so its end is told all the same.
     */
    @Override
    public Future<?> undeploy(Context ownContext) {
        if (!over.future().isComplete()) {
            life().stop();
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
            tell(new Signal.Ended(this, ending));
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
    void tell(Signal signal) {
        mailbox.send(signal);
    }

    @Override
    long lastSign() {
        return lastSign;
    }

    @Override
    public void beat() {
        if (lastSign != Activity.IDLE) {
            lastSign = now();
        }
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
