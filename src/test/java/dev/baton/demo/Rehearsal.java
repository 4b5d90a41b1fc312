package dev.baton.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentContext;
import dev.baton.agent.AgentHooks;
import dev.baton.agent.AgentLogger;
import dev.baton.agent.Plugin;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Plays Baton for one agent: gives it a context, calls its methods in order, and keeps what it says. */
final class Rehearsal implements AgentContext {
    private final Agent agent;
    private final Vertx vertx;
    private final JsonObject config;
    private final RecordedLog log = new RecordedLog();
    private final List<Emitted> events = new CopyOnWriteArrayList<>();
    private final List<Progress> progress = new CopyOnWriteArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
    private volatile Runnable atProgress = () -> {};

    record Emitted(String name, JsonObject data) {}

    record Progress(long done, long total, String text) {}

    Rehearsal(Agent agent, Vertx vertx, JsonObject config) {
        this.agent = agent;
        this.vertx = vertx;
        this.config = config;
        AgentHooks.bind(agent, this);
    }

    /** What validation has to say. */
    List<Finding> findings() throws Exception {
        Findings findings = new Findings();
        AgentHooks.validate(agent, findings);
        return findings.all();
    }

    /** Validates, which must find nothing, and sets up. */
    Rehearsal setUp() throws Exception {
        assertThat(findings()).isEmpty();
        AgentHooks.setup(agent);
        return this;
    }

    Rehearsal execute() throws Exception {
        AgentHooks.execute(agent);
        return this;
    }

    void deliver(Message<Object> message) throws Exception {
        AgentHooks.execute(agent, message);
    }

    void close() throws Exception {
        AgentHooks.onClose(agent);
    }

    void askToStop() {
        stop.countDown();
    }

    void atProgress(Runnable action) {
        atProgress = action;
    }

    @Override
    public void unhealthy(String trouble) {
        throw new UnsupportedOperationException("nobody looks at health in a rehearsal");
    }

    @Override
    public void healthy() {
        throw new UnsupportedOperationException("nobody looks at health in a rehearsal");
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }

    List<String> log() {
        return log.lines();
    }

    List<Emitted> events() {
        return events;
    }

    List<String> eventNames() {
        return events.stream().map(Emitted::name).toList();
    }

    JsonObject lastEvent() {
        return events.get(events.size() - 1).data();
    }

    List<Progress> allProgress() {
        return progress;
    }

    @Override
    public String name() {
        return "rehearsed";
    }

    @Override
    public long incarnation() {
        return 1;
    }

    @Override
    public AgentLogger logger() {
        return new AgentLogger(log);
    }

    @Override
    public JsonObject config() {
        return config.copy();
    }

    @Override
    public <R extends Record> R config(Class<R> type) {
        return AgentHooks.config(agent, config, type);
    }

    @Override
    public void emit(String event, Map<String, ?> data) {
        // By way of text, as an event that leaves the process.
        events.add(new Emitted(event, new JsonObject(new JsonObject(Map.copyOf(data)).encode())));
    }

    @Override
    public void progress(long done, long total, String text) {
        progress.add(new Progress(done, total, text));
        atProgress.run();
    }

    @Override
    public void heartbeat() {}

    @Override
    public boolean isStopping() {
        return stop.getCount() == 0;
    }

    @Override
    public boolean awaitStop(Duration duration) throws InterruptedException {
        return stop.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public <T> T await(Supplier<Future<T>> operation) {
        throw new UnsupportedOperationException("no demo agent waits for a future");
    }

    @Override
    public Vertx vertx() {
        return vertx;
    }

    @Override
    public InstantSource clock() {
        return () -> now;
    }

    @Override
    public ClassLoader classLoader() {
        return getClass().getClassLoader();
    }

    @Override
    public <P extends Plugin> Optional<P> plugin(Class<P> type) {
        return Optional.empty();
    }
}
