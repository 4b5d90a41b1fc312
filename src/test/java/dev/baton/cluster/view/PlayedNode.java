package dev.baton.cluster.view;

import dev.baton.cluster.wire.Addresses;
import dev.baton.cluster.wire.Origin;
import dev.baton.command.AgentRow;
import dev.baton.command.NodeRow;
import dev.baton.event.EventBusChannel;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** A node with a real view over agents that a test moves. */
final class PlayedNode {
    static final Addresses ADDRESSES = new Addresses("weather");

    final Origin origin;
    final PlayedAgents agents;
    final ClusterView view;
    final List<NodeNotice> notices = new CopyOnWriteArrayList<>();
    private final Vertx vertx;
    private String deployment = "";

    PlayedNode(Vertx vertx, String name, long startMillis, LongSupplier nanoTime) {
        this.vertx = vertx;
        origin = new Origin(name, Origin.start(startMillis, 1));
        EventBusChannel channel = EventBusChannel.of(vertx, name + startMillis);
        agents = new PlayedAgents(channel, name);
        view = new ClusterView(
                vertx,
                new ViewSetup(
                        ADDRESSES,
                        origin,
                        "1.2.3",
                        "10.0.0.5:15701",
                        Map.of("zone", "a"),
                        agents,
                        channel,
                        nanoTime,
                        notices::add));
    }

    PlayedNode begin() {
        view.ready();
        deployment = vertx.deployVerticle(view).await();
        return this;
    }

    /** Ends without a word. */
    void kill() {
        vertx.undeploy(deployment).await();
    }

    /** Ends in order. */
    void leave() {
        view.goodbye().await();
        kill();
    }

    Optional<NodeRow> sees(String node) {
        return view.nodes().stream().filter(row -> row.node().equals(node)).findFirst();
    }

    /** The agents of others, as {@code name@node}. */
    List<String> others(String... patterns) {
        return rows(patterns).stream().map(row -> row.name() + '@' + row.node()).toList();
    }

    List<AgentRow> rows(String... patterns) {
        return view.others(List.of(patterns), null).await();
    }
}
