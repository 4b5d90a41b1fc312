package dev.baton.cluster.forward;

import dev.baton.cluster.view.ClusterView;
import dev.baton.cluster.view.NodeListener;
import dev.baton.cluster.wire.Origin;
import dev.baton.command.AgentRow;
import dev.baton.command.NodeRow;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes as the view has them. */
final class NodesOfView implements Nodes {
    private final ClusterView view;
    private final String cluster;

    NodesOfView(ClusterView view, String cluster) {
        this.view = view;
        this.cluster = cluster;
    }

    @Override
    public String self() {
        return view.self().node();
    }

    @Override
    public String cluster() {
        return cluster;
    }

    @Override
    public List<NodeRow> nodes() {
        return view.nodes();
    }

    @Override
    public @Nullable String life(String node) {
        return view.life(node);
    }

    @Override
    public Future<List<AgentRow>> others(List<String> patterns, @Nullable String node) {
        return view.others(patterns, node);
    }

    @Override
    public Future<Long> settled() {
        return view.settled();
    }

    @Override
    public Future<?> reached(Origin node, long version, Duration limit) {
        return view.reached(node, version, limit);
    }

    @Override
    public Future<Runnable> listen(Listener listener) {
        return view.listen(new NodeListener() {
            @Override
            public void up(Origin node) {
                listener.up(node);
            }

            @Override
            public void unreachable(Origin node) {
                listener.unreachable(node);
            }

            @Override
            public void gone(Origin node) {
                listener.gone(node);
            }
        });
    }
}
