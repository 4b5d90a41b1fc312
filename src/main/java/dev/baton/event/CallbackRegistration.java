package dev.baton.event;

/** That a listener is called with events. Safe to use from any thread, the listener's own included. */
public interface CallbackRegistration extends AutoCloseable {
    /** What became of the listener's events so far. */
    CallbackCounts counts();

    /**
     * Ends it, also when called more than once. The listener isn't called any more, not even with what waits for it; a
     * call that is under way goes on.
     */
    @Override
    void close();
}
