package dev.baton.agent;

import dev.baton.settings.InvalidSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an agent knows of itself and how it talks to Baton. One per start; safe to use from any thread. Once the agent
 * has ended, what it still emits is dropped and counted.
 */
public interface AgentContext {

    /** The name it is registered under. */
    String name();

    /** Which start of this agent this is, from 1. */
    long incarnation();

    /** A logger named after the agent. */
    AgentLogger logger();

    /** The agent's config, a copy of its own. Empty if there is none. */
    JsonObject config();

    /**
     * The config mapped to {@code type}, without the keys that this kind of agent reads itself. A component without a
     * key takes its value from the record's constant {@code DEFAULT}, if it has one, else it must be nullable.
     *
     * @throws InvalidSettings with every unknown, ill-typed, missing or refused key
     */
    <R extends Record> R config(Class<R> type);

    /**
     * Publishes an event of the agent's own. Waits while too many of this agent's events are still under way, unless
     * called on an event loop, where it drops the event (and counts it) rather than wait.
     *
     * @param event its name, by custom in upper case such as {@code ORDER_PAID}; 1 to 100 characters
     * @param data JSON values only: strings, numbers, booleans, null, lists and maps of these; copied
     * @throws IllegalArgumentException for another name, value or more than 16 KiB of data
     */
    void emit(String event, Map<String, ?> data);

    /**
     * Says how far the work is.
     *
     * @param done in any unit, at least 0
     * @param total in the same unit, or -1 when not known
     * @param text a few words for people
     */
    void progress(long done, long total, String text);

    /** Says that the agent is alive. Agents that work in cycles need not call it. */
    void heartbeat();

    /**
     * Says that something keeps the agent from doing its work, such as a database that can't be reached. The agent runs on;
     * {@code ps} shows it, and Baton is not ready for probes until {@link #healthy()} is called or the agent ends. The history has
     * it once for each trouble, however often it is said.
     *
     * @param trouble in a few words for people; cut at 200 characters
     */
    void unhealthy(String trouble);

    /** Says that nothing keeps the agent from doing its work any more. Agents are taken to be healthy until they say otherwise. */
    void healthy();

    /** Whether a stop was asked for. */
    boolean isStopping();

    /**
     * Sleeps until a stop is asked for, at most for {@code duration}.
     *
     * @return whether a stop was asked for
     * @throws InterruptedException if the agent is interrupted because it took too long to stop
     */
    boolean awaitStop(Duration duration) throws InterruptedException;

    /**
     * Waits for the outcome of something asynchronous, such as an event-bus request or a web client's answer. An agent can't
     * wait for a future it asked for itself: the answer would queue behind the agent's own step.
     *
     * @param operation begins it; called on an event loop, so it must not block
     * @return what the future completes with
     * @throws InterruptedException if the agent is interrupted because it took too long to stop
     * @throws Exception what the future fails with
     * @throws IllegalStateException on an event loop, which must not wait
     */
    <T> T await(Supplier<Future<T>> operation) throws Exception;

    /** The Vert.x instance Baton runs on. */
    Vertx vertx();

    /** The wall clock, which tests may turn by hand. */
    InstantSource clock();

    /** What agent classes are loaded with: Baton's own classes and everything in {@code agentsPath}. */
    ClassLoader classLoader();

    /** The first of this agent's initialised plugins that is a {@code type}. */
    <P extends Plugin> Optional<P> plugin(Class<P> type);
}
