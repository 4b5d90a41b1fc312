package dev.baton.agent;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The context of an agent that is only being validated: it can read its config and nothing else. */
final class DetachedContext implements AgentContext {
    private final AgentSpec spec;
    private final ClassLoader loader;
    private final Agent agent;

    DetachedContext(AgentSpec spec, ClassLoader loader, Agent agent) {
        this.spec = spec;
        this.loader = loader;
        this.agent = agent;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public long incarnation() {
        return 0;
    }

    @Override
    public AgentLogger logger() {
        return AgentLogger.named(spec.name());
    }

    @Override
    public JsonObject config() {
        return spec.config().copy();
    }

    @Override
    public <R extends Record> R config(Class<R> type) {
        return AgentHooks.config(agent, spec.config(), type);
    }

    @Override
    public ClassLoader classLoader() {
        return loader;
    }

    @Override
    public boolean isStopping() {
        return false;
    }

    @Override
    public void emit(String event, Map<String, ?> data) {
        throw notStarted("emit");
    }

    @Override
    public void progress(long done, long total, String text) {
        throw notStarted("progress");
    }

    @Override
    public void heartbeat() {
        throw notStarted("heartbeat");
    }

    @Override
    public void unhealthy(String trouble) {
        throw notStarted("unhealthy");
    }

    @Override
    public void healthy() {
        throw notStarted("healthy");
    }

    @Override
    public boolean awaitStop(Duration duration) {
        throw notStarted("awaitStop");
    }

    @Override
    public <T> T await(Supplier<Future<T>> operation) {
        throw notStarted("await");
    }

    @Override
    public Vertx vertx() {
        throw notStarted("vertx");
    }

    @Override
    public InstantSource clock() {
        throw notStarted("clock");
    }

    @Override
    public <P extends Plugin> Optional<P> plugin(Class<P> type) {
        throw notStarted("plugin");
    }

    private static IllegalStateException notStarted(String method) {
        return new IllegalStateException(method + "() can't be used in validate(): the agent has not been started");
    }
}
