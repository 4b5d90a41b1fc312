package dev.baton.agent;

/**
 * Something with a life of its own beside an agent or the orchestrator: a connection pool, a tracer, a lock. Made anew
 * for each start of its owner.
 *
 * <p>Plugins are initialised in order before the owner's {@code setup()}, and finished in reverse order after its
 * {@code onClose()}. If one fails to initialise the owner does not start, the others are still initialised and finished,
 * and each failure is an event of its own. Called by one thread at a time; may block.
 */
public interface Plugin {

    /** The name used in events and logs; by default the class's simple name. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Makes the plugin ready for use. Called once. */
    void initialize(PluginOwner owner) throws Exception;

    /** Releases everything. Called once if {@link #initialize} returned, never otherwise. */
    default void finish(PluginOwner owner) throws Exception {}
}
