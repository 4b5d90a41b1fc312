package dev.baton.cluster.forward;

import dev.baton.cluster.wire.Origin;
import dev.baton.command.AgentRow;
import dev.baton.command.NodeRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known here of the nodes of the cluster. For any thread; futures complete on any. */
public interface Nodes {
    /** This node's name. */
    String self();

    /** The cluster's name. */
    String cluster();

    /** All nodes, this one among them, by name; those that have left, too, as long as they are remembered. */
    List<NodeRow> nodes();

    /** The life of {@code node} that counts; null if nothing is known of such a node. */
    @Nullable
    String life(String node);

    /**
     * The agents of other nodes, by name and node.
     *
     * @param patterns which, all if there are none; a pattern may mean none
     * @param node only of this node, null for all
     */
    Future<List<AgentRow>> others(List<String> patterns, @Nullable String node);

    /** Completes with the number of what this node has told of itself when all that has happened up to now is told. */
    Future<Long> settled();

    /** Completes when what is known of {@code node} is as new as {@code version}, or can't be, or after {@code limit}. */
    Future<?> reached(Origin node, long version, Duration limit);

    /**
     * Has {@code listener} told of each node that can be reached, and of every change from then on.
     *
     * @return completes with what ends that
     */
    Future<Runnable> listen(Listener listener);

    /** Who wants to know which nodes can be reached. Called by one thread at a time; must not block. */
    interface Listener {
        /** {@code node} can be reached. */
        void up(Origin node);

        /** {@code node} can't be reached, but may come back. */
        void unreachable(Origin node);

        /** That life of {@code node} is over. */
        void gone(Origin node);
    }
}
