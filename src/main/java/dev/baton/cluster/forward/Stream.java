package dev.baton.cluster.forward;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.NodeRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

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

    /** That nothing of {@code node} was told yet but what whoever asked knows. */
    Told<P, N> nothing(String node);

    /** That a life begins, of which all is to be told. */
    Told<P, N> beginning();

    /**
     * From where on somebody wants to be told.
     *
     * @param where as said
     * @param ago how long ago that was, if that matters
     * @param most how many rows at most, unless it is {@link Where#AS_ASKED}
     */
    record From(Where where, Duration ago, int most) {}

    /** From where on. */
    enum Where {
        /** What was asked for first. */
        AS_ASKED,
        /** The same of a node that could not be asked then: at most so many rows, and rather after what whoever asked knows. */
        LATE,
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

        /**
         * How many are missing before what {@link #fresh} gives, 0 if none is, -1 if nobody knows. To be asked before that.
         *
         * @param most how many were asked for
         */
        long missing(P present, int most);

        /** Whether {@code present} is so far behind what was told that it is of another life. */
        boolean isOfAnotherLife(P present);

        /** How many are missing before {@code row}, as far as can be seen from it. To be asked before {@link #isNew}. */
        long gap(N row);

        /** Whether {@code row} is new; if so it is told now. */
        boolean isNew(N row);
    }
}
