package dev.baton.launcher;

import dev.baton.cli.Version;
import dev.baton.cluster.ClusterNode;
import dev.baton.cluster.ClusterSettings;
import dev.baton.cluster.MembershipHints;
import dev.baton.cluster.Neighbour;
import dev.baton.cluster.forward.ForwardCounts;
import dev.baton.cluster.forward.Forwarding;
import dev.baton.cluster.view.ClusterView;
import dev.baton.cluster.view.NodeNotice;
import dev.baton.cluster.view.ViewSetup;
import dev.baton.cluster.wire.Addresses;
import dev.baton.cluster.wire.Origin;
import dev.baton.command.Commands;
import dev.baton.command.NodeRow;
import dev.baton.config.LoadedConfig;
import dev.baton.event.EventBusChannel;
import dev.baton.metrics.ClusterReading;
import dev.baton.orchestrator.OrchestratorVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The part that a Baton takes in its cluster: it tells the other nodes of its agents, knows of theirs, and passes commands on to
 * whom they are for. Begun when its orchestrator has started, ended when that has ended. Safe to use from any thread.
 */
final class ClusterPart {
    private static final double MILLIS_PER_SECOND = 1e3;

    private final ClusterNode node;
    private final Orchestrator baton;
    private final ClusterView view;
    private final Forwarding forwarding;

    /** Of {@code baton}, which runs on the Vert.x of {@code node}. */
    ClusterPart(ClusterNode node, LoadedConfig config, Orchestrator baton) {
        this.node = node;
        this.baton = baton;
        ClusterSettings settings = config.cluster();
        Vertx vertx = node.vertx();
        LongSupplier nanoTime = baton.ports().nanoTime();
        this.view = new ClusterView(
                vertx,
                new ViewSetup(
                        new Addresses(settings.name()),
                        new Origin(node.name(), node.start()),
                        Version.ofBaton(),
                        settings.bind().host() + ":" + settings.bind().memberPort(),
                        settings.labels(),
                        baton.unrecordedCommands(),
                        EventBusChannel.of(vertx, config.settings().name()),
                        nanoTime,
                        this::publish));
        this.forwarding =
                Forwarding.over(view, settings.name(), baton.unrecordedCommands(), baton.commands(), nanoTime);
    }

    /** How far operators reach from this node; refused until it is begun. */
    Reach reach() {
        Commands commands = baton.recorded(forwarding.commands());
        return new Reach(commands, view::revision, this::reading);
    }

    /** Tells all others that this node is there, and answers them. */
    Future<Void> begin() {
        return node.vertx()
                .deployVerticle(view)
                .compose(deployed -> node.vertx().deployVerticle(forwarding))
                .onSuccess(deployed -> node.tell(node.vertx().getOrCreateContext(), new Hints(view)))
                .mapEmpty();
    }

    /** Lets go of those who follow, and says goodbye. Takes a second at most. */
    Future<Void> end() {
        return undeploy(forwarding.deploymentID())
                .eventually(view::goodbye)
                .eventually(() -> undeploy(view.deploymentID()));
    }

    private Future<Void> undeploy(String deployment) {
        return node.vertx().undeploy(deployment);
    }

    private void publish(NodeNotice notice) {
        OrchestratorVerticle present = baton.verticleIfStarted();
        if (present != null) {
            present.tellOfCluster(notice.event(), notice.severity(), notice.data());
        }
    }

    private ClusterReading reading() {
        Map<String, Integer> nodes = new TreeMap<>();
        for (NodeRow.State state : NodeRow.State.values()) {
            nodes.put(state.name().toLowerCase(Locale.ROOT), 0);
        }
        Map<String, Double> ages = new TreeMap<>();
        for (NodeRow row : view.nodes()) {
            nodes.merge(row.state().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
            if (!row.self() && row.state() != NodeRow.State.GONE) {
                ages.put(row.node(), row.age().toMillis() / MILLIS_PER_SECOND);
            }
        }
        ForwardCounts counts = forwarding.counts();
        return new ClusterReading(
                nodes,
                ages,
                counts.byResult(),
                new ClusterReading.Waiting(counts.inFlight(), view.post().unanswered(), counts.rowsWaiting()),
                counts.retries(),
                counts.timeouts(),
                new ClusterReading.Served(counts.executed(), counts.duplicates(), counts.kept()),
                counts.subscriptions(),
                counts.rowsDropped(),
                view.counts().bytesSent(),
                view.counts().bytesReceived(),
                view.troubles().count());
    }

    /** What Hazelcast thinks of the members, told to the view, which decides. */
    private record Hints(ClusterView view) implements MembershipHints {
        @Override
        public void joined(Neighbour neighbour) {
            view.memberAdded(neighbour.node());
        }

        @Override
        public void left(Neighbour neighbour) {
            view.memberRemoved(neighbour.node(), neighbour.start());
        }
    }
}
