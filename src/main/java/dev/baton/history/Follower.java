package dev.baton.history;

/**
 * Who wants to know the present and then everything that follows. Called on the history's event loop, one call at a
 * time: it must return at once, and bound by itself what it can't pass on yet.
 */
public interface Follower {
    /** What was asked for, as of now. Called once, first. */
    void present(HistoryPage page);

    /** What happened after that: every event of the agent and type asked for, in order, none left out, none twice. */
    void next(PastEvent event);
}
