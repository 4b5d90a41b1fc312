package dev.baton.runtime;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentContext;
import dev.baton.agent.AgentHooks;
import dev.baton.agent.AgentLogger;
import dev.baton.agent.Plugin;
import dev.baton.event.EventData;
import dev.baton.event.EventNames;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The context of an agent that runs. What is rarely needed is made when first asked for, because agents are many. */
final class RunContext implements AgentContext {
    private static final AtomicLongFieldUpdater<RunContext> DROPPED =
            AtomicLongFieldUpdater.newUpdater(RunContext.class, "dropped");
    private static final AtomicReferenceFieldUpdater<RunContext, String> TROUBLE =
            AtomicReferenceFieldUpdater.newUpdater(RunContext.class, String.class, "trouble");
    private static final int LONGEST_TROUBLE = 200;

    private final AgentLife life;
    private final Stage stage;
    private final String name;
    private @Nullable AgentLogger logger;
    private volatile @Nullable EmitCredits credits;
    private volatile boolean closed;
    private volatile long dropped;
    private volatile String trouble = "";

    RunContext(AgentLife life, Stage stage, String name) {
        this.life = life;
        this.stage = stage;
        this.name = name;
    }

    /** From now on what is emitted is dropped. */
    void close() {
        closed = true;
    }

    long droppedEvents() {
        return dropped;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long incarnation() {
        return stage.incarnation();
    }

    @Override
    public AgentLogger logger() {
        AgentLogger present = logger;
        if (present == null) {
            present = stage.logger(name);
            logger = present;
        }
        return present;
    }

    @Override
    public JsonObject config() {
        return life.spec().config().copy();
    }

    @Override
    public <R extends Record> R config(Class<R> type) {
        Agent agent = life.agent();
        if (agent == null) {
            throw new IllegalStateException("config() can't be read in the constructor: move this to setup()");
        }
        return AgentHooks.config(agent, life.spec().config(), type);
    }

    @Override
    public void emit(String event, Map<String, ?> data) {
        AgentEvents.requireName(event);
        send(event, EventData.copyOf(data));
    }

    @Override
    public void progress(long done, long total, String text) {
        if (done < 0 || total < -1) {
            throw new IllegalArgumentException("progress is " + done + " of " + total
                    + ": done must be at least 0, total at least 0 or -1 when not known");
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("done", done);
        data.put("total", total);
        data.put("text", text);
        send(EventNames.AGENT_PROGRESS, EventData.copyOf(data));
    }

    @Override
    public void heartbeat() {
        send(EventNames.AGENT_HEARTBEAT, Map.of());
    }

    @Override
    public void unhealthy(String trouble) {
        String text = trouble.isBlank() ? "unhealthy" : trouble;
        String shown = text.length() <= LONGEST_TROUBLE ? text : text.substring(0, LONGEST_TROUBLE) + "…";
        suffer(shown, EventNames.AGENT_UNHEALTHY, Map.of("reason", shown));
    }

    @Override
    public void healthy() {
        suffer("", EventNames.AGENT_HEALTHY, Map.of());
    }

    /** Shows it before it is told, and tells only what is new: agents may say it in every cycle. */
    private void suffer(String now, String event, Map<String, Object> data) {
        if (!now.equals(trouble) && !now.equals(TROUBLE.getAndSet(this, now))) {
            stage.trouble(life, now);
            send(event, data);
        }
    }

    @Override
    public boolean isStopping() {
        return life.stopSignal().isGiven();
    }

    @Override
    public boolean awaitStop(Duration duration) throws InterruptedException {
        return stage.awaitStop(life, duration);
    }

    @Override
    public <T> T await(Supplier<Future<T>> operation) throws Exception {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("await() was called on an event loop, which must not wait: use the future");
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        ((VertxInternal) vertx()).createEventLoopContext().runOnContext(ignored -> begin(operation, answer));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static <T> void begin(Supplier<Future<T>> operation, CompletableFuture<T> answer) {
        try {
            operation.get().onComplete(answer::complete, answer::completeExceptionally);
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    @Override
    public Vertx vertx() {
        return stage.services().vertx();
    }

    @Override
    public InstantSource clock() {
        return stage.services().clock();
    }

    @Override
    public ClassLoader classLoader() {
        return stage.services().loader();
    }

    @Override
    public <P extends Plugin> Optional<P> plugin(Class<P> type) {
        return life.plugin(type);
    }

    private void send(String event, Map<String, Object> data) {
        stage.beat();
        if (closed) {
            DROPPED.incrementAndGet(this);
            return;
        }
        EmitCredits present = credits();
        if (!present.tryTake() && !waitFor(present)) {
            DROPPED.incrementAndGet(this);
            return;
        }
        stage.emitted(life, event, data, present);
    }

    private static boolean waitFor(EmitCredits credits) {
        if (Context.isOnEventLoopThread()) {
            return false;
        }
        try {
            credits.take();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private EmitCredits credits() {
        EmitCredits present = credits;
        if (present == null) {
            synchronized (this) {
                present = credits;
                if (present == null) {
                    present = EmitCredits.ofAgent(stage.services().sharedCredits());
                    credits = present;
                }
            }
        }
        return present;
    }
}
