package dev.baton.rehearsal;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentHooks;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Plugin;
import dev.baton.agent.PluginSpec;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The terms under which a test lets an agent live, without an orchestrator. Immutable; the {@code with…} methods make changed
 * copies. {@link #start()} begins.
 *
 * <pre>
 *   Rehearsed pump = Rehearsal.of(new Pump()).with("executionInterval", "10s").start();
 *   pump.advance(Duration.ofMinutes(1));
 *   assertThat(pump.cycles()).isEqualTo(7);
 * </pre>
 */
public final class Rehearsal {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final String NAME = "agent";

    private final Agent agent;
    private final AgentSpec spec;
    private final Instant begin;
    private final @Nullable Vertx vertx;

    private Rehearsal(Agent agent, AgentSpec spec, Instant begin, @Nullable Vertx vertx) {
        this.agent = agent;
        this.spec = spec;
        this.begin = begin;
        this.vertx = vertx;
    }

    /**
     * A life of {@code agent}, named {@code agent}, without config or plugins, that begins with the year 2026 in UTC. An agent
     * lives once: the next start takes a new one.
     */
    public static Rehearsal of(Agent agent) {
        AgentSpec spec = AgentSpec.of(NAME, agent.getClass().getName(), () -> agent);
        return new Rehearsal(agent, spec, BEGINNING, null);
    }

    /**
     * Under another name.
     *
     * @throws IllegalArgumentException if no agent can have it
     */
    public Rehearsal named(String name) {
        return with(spec.withName(name));
    }

    /** With another config, which is copied. */
    public Rehearsal withConfig(JsonObject config) {
        return with(spec.withConfig(config));
    }

    /** With one more key in its config, or another value for one; a JSON value, as a config file has it. */
    public Rehearsal with(String key, Object value) {
        return with(spec.withConfig(spec.config().copy().put(key, value)));
    }

    /** With one more plugin that the config gives it, and that plugin's config. */
    public Rehearsal withPlugin(Plugin plugin, JsonObject config) {
        return with(spec.withPlugin(new PluginSpec(plugin.getClass().getSimpleName(), () -> plugin, config)));
    }

    /** Begins at another time on the wall clock. */
    public Rehearsal at(Instant time) {
        return new Rehearsal(agent, spec, time, vertx);
    }

    /**
     * Gives the agent a Vert.x: its event bus, its clients, {@code await()}. Without one these fail and say so. It is the
     * caller's to close, and its timers and threads go by real time. What is sent on its event bus does not reach an event agent
     * under test; {@link Rehearsed#deliver} does.
     */
    public Rehearsal on(Vertx newVertx) {
        return new Rehearsal(agent, spec, begin, newVertx);
    }

    private Rehearsal with(AgentSpec newSpec) {
        return new Rehearsal(agent, newSpec, begin, vertx);
    }

    /** What {@code baton validate} would say of the config; starts nothing. */
    public List<Finding> findings() {
        Findings findings = new Findings();
        AgentHooks.check(spec, loader(), findings);
        return findings.all();
    }

    /**
     * Starts the agent, up to where it is ready: its config is checked, its plugins are initialised, {@code setup()} is called.
     * One that fails there has ended then, as it would have in Baton; see {@link Rehearsed#ending()}.
     */
    public Rehearsed start() {
        Rehearsed rehearsed = new Rehearsed(spec, begin, vertx == null ? NoVertx.create() : vertx, loader());
        rehearsed.begin();
        return rehearsed;
    }

    private ClassLoader loader() {
        ClassLoader own = agent.getClass().getClassLoader();
        return own == null ? ClassLoader.getSystemClassLoader() : own;
    }
}
