package dev.baton.command;

/**
 * Who wants to know the present and then everything that follows. Called by one thread at a time, which must not wait: it
 * bounds by itself what it can't pass on yet.
 *
 * @param <P> the present
 * @param <N> one thing that is new
 */
public interface Follower<P, N> {
    /** What was asked for, as of now. Called once, first. */
    void present(P present);

    /** What came after that, in order, nothing left out, nothing twice. */
    void next(N next);

    /**
     * Some things can't be told any more: more came at once than could be kept, or a node couldn't be reached meanwhile.
     *
     * @param node whose
     * @param count how many, 0 when nobody knows
     */
    default void missed(String node, long count) {
        // In the process where things happen nothing is missed.
    }
}
