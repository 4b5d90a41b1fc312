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
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part that a Baton takes in its cluster: it tells the other nodes of its agents, knows of theirs, and passes commands on to
 * whom they are for. Begun when its orchestrator has started, ended when that has ended. Safe to use from any thread.
 */
final class ClusterPart {
    private static final double MILLIS_PER_SECOND = 1e3;
    /** Who listens where is kept by all; while a node dies, that fails for a moment. */
    private static final int TRIES = 3;

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration MOST_FOR_GOODBYE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger("baton");

    private final ClusterNode node;
    private final Orchestrator baton;
    private final ClusterView view;
    private final Forwarding forwarding;
    private final AtomicReference<@Nullable String> viewDeployed = new AtomicReference<>();
    private final AtomicReference<@Nullable String> forwardingDeployed = new AtomicReference<>();

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
                        settings.bind().memberAddress(),
                        settings.labels(),
                        baton.unrecordedCommands(),
                        EventBusChannel.of(vertx, config.settings().name()),
                        nanoTime,
                        this::publish));
        Commands local = baton.commandsOfNode();
        this.forwarding = Forwarding.over(view, settings.name(), local, baton.recorded(local), nanoTime);
    }

    /** How far operators reach from this node; refused until it is begun. */
    Reach reach() {
        Commands commands = baton.recorded(forwarding.commands());
        return new Reach(commands, view::revision, this::reading);
    }

    /**
     * Tells all others that this node is there, and answers them. Tries again, as others may be coming and going.
     *
     * @return fails with an {@link IllegalStateException} whose message says what to do
     */
    Future<Void> begin() {
        Vertx vertx = node.vertx();
        return Tries.of(vertx, TRIES, PAUSE, () -> deploy(view, viewDeployed))
                .compose(deployed -> deploy(forwarding, forwardingDeployed))
                .onSuccess(deployed -> view.ready())
                .onSuccess(deployed -> node.tell(vertx.getOrCreateContext(), new Hints(view)))
                .<Void>mapEmpty()
                // Others may have heard of it, who would miss it for ever.
                .recover(failure -> end().compose(ended -> Future.failedFuture(unable(failure))));
    }

    private IllegalStateException unable(Throwable failure) {
        return new IllegalStateException(
                "the node " + node.name() + " has joined its cluster but can't listen to the others: "
                        + failure.getMessage() + ". Start it again; if that happens again, look whether the"
                        + " other nodes are well",
                failure);
    }

    private Future<Void> deploy(Deployable part, AtomicReference<@Nullable String> deployed) {
        return node.vertx().deployVerticle(part).onSuccess(deployed::set).mapEmpty();
    }

    /** Lets go of those who follow, and says goodbye. Never fails; completes after 2 s even if others don't answer. */
    Future<Void> end() {
        view.leaving();
        return undeploy(forwardingDeployed)
                .eventually(view::goodbye)
                .eventually(() -> undeploy(viewDeployed))
                .timeout(MOST_FOR_GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> LOG.warn("The other nodes could not all be told goodbye: {}", failure.toString()))
                .otherwiseEmpty();
    }

    private Future<Void> undeploy(AtomicReference<@Nullable String> deployed) {
        String deployment = deployed.getAndSet(null);
        return deployment == null ? Future.succeededFuture() : node.vertx().undeploy(deployment);
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
                new ClusterReading.Refused(
                        view.troubles().count(),
                        node.door().refused(),
                        view.counts().nodesDropped()));
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
