package dev.baton.cluster.forward;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.NodeRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the two things that can be followed.
 *
 * @param <P> the present
 * @param <N> one thing that is new
 */
interface Stream<P extends Answer, N> {
    /** What a present is. */
    Class<P> kind();

    /** Asks {@code node} for the present and what follows. */
    FollowAsk ask(String node, String id, Caller caller, int part, From from, Told<P, N> told);

    /** Follows on this node. */
    Future<Following> here(String self, Caller caller, Follower<P, N> follower);

    /** All presents in one. */
    P merged(List<Part<P>> parts, String self, List<NodeRow> nodes);

    /** What is new in a batch of {@code node}. */
    List<N> rows(News news);

    /** The same, with its node. */
    N on(String node, N row);

    /** That nothing was told yet. */
    Told<P, N> nothing();

    /**
     * From where on somebody wants to be told.
     *
     * @param where as said
     * @param ago how long ago that was, null if it doesn't matter or nobody knows
     * @param most how many rows at most, unless it is as was asked for
     */
    record From(Where where, @Nullable Duration ago, int most) {}

    /** From where on. */
    enum Where {
        /** What was asked for first. */
        AS_ASKED,
        /** All of a node's life. */
        BEGINNING,
        /** After what was told last. */
        AFTER
    }

    /** What was told of one life of a node. For one thread. */
    interface Told<P, N> {
        /** What {@code present} has is told. */
        void first(P present);

        /** What of {@code present} is new; it is told now. */
        List<N> fresh(P present);

        /** How many are missing before what {@link #fresh} gives, 0 if none is, -1 if nobody knows. To be asked before that. */
        long missing(P present);

        /** Whether {@code row} is new; if so it is told now. */
        boolean isNew(N row);
    }
}
