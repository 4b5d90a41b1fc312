package dev.baton.agent;

import dev.baton.settings.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that Baton starts, watches and stops. Subclasses need a public constructor without arguments when
 * they are named in a config file.
 *
 * <pre>
 *   constructor ─▶ validate ─▶ plugins ─▶ setup ─▶ execute ─▶ onClose ─▶ plugins, in reverse
 *                                            (onStop, from another thread, when a stop is asked for)
 * </pre>
 *
 * <p>A direct subclass executes once and ends. The kinds {@link LoopingAgent}, {@link PeriodicAgent},
 * {@link ScheduledAgent} and {@link EventAgent} execute again and again and give their thread back in between.
 *
 * <p>All methods but {@link #onStop()} are called by one worker thread at a time, and what one call wrote the next one
 * sees. They may block. An exception ends the agent in ERROR, after {@link #onClose()}. A new start makes a new object.
 */
public abstract class Agent {
    private @Nullable AgentContext context;

    /** For subclasses. The {@link #context()} is not there yet; put work into {@link #setup()}. */
    protected Agent() {}

    /**
     * Adds what is wrong with the agent's config beyond what its {@linkplain #configType() record} can say. Called
     * before anything starts and again at each start; must not touch the outside world.
     *
     * @param findings where to add; keys are relative to the agent's {@code config}
     */
    protected void validate(Findings findings) throws Exception {}

    /** The record that the config maps to, or null when any keys are welcome. Its keys and types are then checked. */
    protected @Nullable Class<? extends Record> configType() {
        return null;
    }

    /** Plugins this agent brings itself; those of its specification are initialised before them. */
    protected List<Plugin> plugins() {
        return List.of();
    }

    /** Prepares the agent. The agent is ready, and those that depend on it may start, when this returns. */
    protected void setup() throws Exception {}

    /** Does the work. Long work asks {@link AgentContext#isStopping()} now and then. */
    protected abstract void execute() throws Exception;

    /**
     * Told once that a stop was asked for, from another thread and while {@link #execute()} may be running, before
     * {@link AgentContext#isStopping()} turns true. For waking up what the stop signal can't reach, say by closing a
     * socket. Must be quick; one that hangs is interrupted.
     */
    protected void onStop() throws Exception {}

    /** Releases what {@link #setup()} took. Called however the agent ends, also when {@code setup()} failed. */
    protected void onClose() throws Exception {}

    /**
     * The agent's name, config, logger and means to talk to Baton.
     *
     * @throws IllegalStateException in the constructor, where there is none yet
     */
    public final AgentContext context() {
        AgentContext present = context;
        if (present == null) {
            throw new IllegalStateException("context() is not there yet in the constructor of "
                    + getClass().getName() + ": move this to setup()");
        }
        return present;
    }

    final void bind(AgentContext newContext) {
        context = newContext;
    }

    /** When to execute; asked once per start, after validation. */
    Cadence cadence() {
        return new Cadence.Once();
    }

    /** The record of the keys this kind of agent reads itself, or null if none. */
    @Nullable
    Class<? extends Record> kindSettings() {
        return null;
    }

    /** What this kind has to say on its own settings, before {@link #validate}. */
    void validateKind(Findings findings) {}
}
