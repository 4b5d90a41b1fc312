package dev.baton.cluster.view;

import dev.baton.cluster.wire.Desk;
import dev.baton.cluster.wire.Origin;
import dev.baton.cluster.wire.Post;
import dev.baton.cluster.wire.WireJson;
import dev.baton.cluster.wire.WireTroubles;
import dev.baton.command.AgentRow;
import dev.baton.command.CommandFailure;
import dev.baton.command.NodeRow;
import dev.baton.command.NodeRow.State;
import dev.baton.lifecycle.AgentPattern;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of its cluster, and what it tells of itself. Deploy it as a verticle when this node can take part, and say
 * {@link #ready} when it answers at its desk; its undeployment without {@link #goodbye} looks to others like a crash.
 *
 * <p>Everything happens on its event loop. Methods may be called on any thread; their futures complete on it, and fail with
 * {@link IllegalStateException} while this isn't deployed.
 */
public final class ClusterView extends VerticleBase {
    /** Agents of several nodes. */
    public static final Comparator<AgentRow> BY_NAME_AND_NODE =
            Comparator.comparing(AgentRow::name).thenComparing(AgentRow::node);

    private final ViewSetup setup;
    private final ViewCounts counts = new ViewCounts();
    private final WireTroubles troubles;
    private final Post post;
    private final Desk desk;
    private final NodeAudience audience;
    private volatile @Nullable Parts parts;
    private volatile boolean isReady;
    /** Completed on the event loop when {@link #isReady} won't change any more but to false. */
    private final Promise<Void> started = Promise.promise();

    /** What there is once this is deployed. */
    private record Parts(Context context, StatusPublisher publisher, Gathering gathering, Reaching reaching) {
        /** Nothing that others hear after a goodbye is to bring this node back. */
        void fallSilent() {
            publisher.fallSilent();
            gathering.fallSilent();
        }
    }

    /** A view that talks over the event bus of {@code vertx}. */
    public ClusterView(Vertx vertx, ViewSetup setup) {
        this.setup = setup;
        this.troubles = new WireTroubles(setup.nanoTime());
        this.post = new Post(vertx.eventBus(), setup.addresses(), setup.self(), troubles);
        this.desk = new Desk(vertx.eventBus(), setup.addresses(), setup.self(), troubles);
        this.audience = new NodeAudience(setup.notices());
    }

    @Override
    public Future<?> start() {
        Reaching reaching = new Reaching(vertx);
        StatusPublisher publisher = new StatusPublisher(vertx, context, setup, post, counts);
        Gathering gathering =
                new Gathering(post, troubles, setup.nanoTime(), counts, reaching, audience, publisher::digest);
        parts = new Parts(context, publisher, gathering, reaching);
        if (isReady) {
            started.tryComplete();
        }
        vertx.setPeriodic(ViewPace.CHECK.toMillis(), id -> gathering.check());
        desk.on(
                Status.SNAPSHOT,
                Status.SnapshotAsked.class,
                asked -> Future.succeededFuture(publisher.page(asked.body().after())));
        desk.on(Status.DIGEST, Status.Digest.class, greeting -> {
            if (publisher.isSilent()) {
                return unavailable("has said goodbye");
            }
            gathering.heard(greeting, Gathering.Way.TO_DESK);
            // One that is starting answers when it is ready: whoever greets it need not try again.
            return started.future()
                    .compose(over -> isReady
                            ? Future.succeededFuture(publisher.digest(gathering.hears()))
                            : unavailable("is ending"));
        });
        desk.on(Status.GOODBYE, Status.Goodbye.class, said -> {
            gathering.goodbye(said.from());
            return Future.succeededFuture(new Status.Noted());
        });
        // At the same time: it takes a write to all nodes each.
        Future<Void> hearing = vertx.eventBus()
                .consumer(setup.addresses().status(), gathering::received)
                .completion();
        return Future.join(desk.open(), hearing).compose(listening -> publisher.begin(gathering::hears));
    }

    private <T> Future<T> unavailable(String how) {
        return Future.failedFuture(
                CommandFailure.unavailable("node '" + setup.self().node() + "' " + how));
    }

    @Override
    public Future<?> stop() {
        Parts present = parts;
        parts = null;
        isReady = false;
        started.tryComplete();
        if (present != null) {
            present.fallSilent();
        }
        return desk.close();
    }

    /**
     * Tells all nodes that this one ends in order, and nothing after that. Completes when those that can be reached have heard it,
     * or after half a second.
     */
    public Future<Void> goodbye() {
        leaving();
        return onLoop(present -> {
            present.fallSilent();
            post.publish(WireJson.writeAnySize(setup.self(), Status.GOODBYE, new Status.Goodbye()));
            // Those that don't hear this node, or don't answer it, may know of it.
            List<Future<?>> heard = new ArrayList<>();
            present.gathering()
                    .hears()
                    .keySet()
                    .forEach(node -> heard.add(post.ask(
                            node, Status.GOODBYE, new Status.Goodbye(), Status.Noted.class, ViewPace.GOODBYE)));
            return Future.join(heard).<Void>mapEmpty().otherwiseEmpty();
        });
    }

    /** From now on this node carries out what it is told, and so others may see it as up. */
    public void ready() {
        isReady = true;
        soon(present -> {
            started.tryComplete();
            present.publisher().introduce();
        });
    }

    /** From now on this node carries out nothing more that others tell it, so nobody new may see it as up. */
    public void leaving() {
        isReady = false;
        soon(present -> started.tryComplete());
    }

    // ------------------------------------------------------------------------------------------- who and where

    /** This node, and this life of it. */
    public Origin self() {
        return setup.self();
    }

    /** Where other nodes' questions are answered. Handlers are to be added before this is deployed. */
    public Desk desk() {
        return desk;
    }

    /** Asks other nodes. */
    public Post post() {
        return post;
    }

    /** Messages of other nodes that were refused. */
    public WireTroubles troubles() {
        return troubles;
    }

    /** What this has done. */
    public ViewCounts counts() {
        return counts;
    }

    // ------------------------------------------------------------------------------------------- what is known

    /** All nodes that are known, this one too, by name; none while this isn't deployed. At once, on any thread. */
    public List<NodeRow> nodes() {
        Parts present = parts;
        if (present == null) {
            return List.of();
        }
        long now = setup.nanoTime().getAsLong();
        return Stream.concat(
                        Stream.of(self(present)),
                        present.gathering().facts().values().stream().map(facts -> facts.row(now)))
                .sorted(Comparator.comparing(NodeRow::node))
                .toList();
    }

    /** The life of another node that counts; null if nothing is known of it. At once, on any thread. */
    public @Nullable String life(String node) {
        Parts present = parts;
        RemoteNode.Facts known =
                present == null ? null : present.gathering().facts().get(node);
        return known == null ? null : known.origin().start();
    }

    private NodeRow self(Parts present) {
        Totals totals = present.publisher().totals();
        return new NodeRow(
                setup.self().node(),
                State.UP,
                true,
                Duration.ZERO,
                setup.address(),
                setup.version(),
                present.publisher().uptime(),
                totals.agents(),
                totals.running(),
                totals.waiting(),
                totals.maxWorkers(),
                present.publisher().isShuttingDown(),
                setup.labels(),
                null,
                null);
    }

    /**
     * A number that has grown whenever anything about another node or its agents is not as it was, but for times. At once, on any
     * thread.
     */
    public long revision() {
        Parts present = parts;
        return present == null ? 0 : present.gathering().revision();
    }

    /**
     * The agents of other nodes, by name and node.
     *
     * @param patterns which, all if there are none; a pattern may mean none
     * @param node only of this node, null for all
     */
    public Future<List<AgentRow>> others(List<String> patterns, @Nullable String node) {
        List<AgentPattern> meant = patterns.stream().map(AgentPattern::new).toList();
        return onLoop(present -> {
            long now = setup.nanoTime().getAsLong();
            List<AgentRow> rows = new ArrayList<>();
            for (RemoteNode each : present.gathering().nodes().all()) {
                if (node == null || node.equals(each.origin().node())) {
                    long clock = each.clock(now);
                    each.rows().forEach(meant, seen -> rows.add(seen.asOf(clock)));
                }
            }
            // Each node's are sorted already, which makes this one pass.
            rows.sort(BY_NAME_AND_NODE);
            return Future.succeededFuture(rows);
        });
    }

    /**
     * Completes with true when the table of {@code node} has come to {@code version}, with false if it can't, or not within
     * {@code limit}. For this node it has.
     */
    public Future<Boolean> reached(Origin node, long version, Duration limit) {
        return onLoop(present -> {
            RemoteNode known = present.gathering().nodes().get(node.node());
            if (node.equals(setup.self())
                    || (known != null
                            && known.origin().equals(node)
                            && known.rows().version() >= version)) {
                return Future.succeededFuture(true);
            }
            return known == null || known.state() != State.UP || !known.origin().equals(node)
                    ? Future.succeededFuture(false)
                    : present.reaching().until(node, version, limit);
        });
    }

    /**
     * Completes when all that has happened to this node's agents before is told to the others, with the version of the table that
     * has it in it; after half a second in any case.
     */
    public Future<Long> settled() {
        return onLoop(present -> present.publisher().settled());
    }

    /**
     * Tells {@code listener} of each node that can be reached, and from then on of all that come and go. Completes with what ends
     * that.
     */
    public Future<Runnable> listen(NodeListener listener) {
        return onLoop(present -> {
            audience.add(listener, present.gathering().reachable());
            return Future.succeededFuture(() -> soon(still -> audience.remove(listener)));
        });
    }

    // ------------------------------------------------------------------------------------------- hints

    /** Whoever manages the members of the cluster saw {@code node} come: it will want to know of this one. */
    public void memberAdded(String node) {
        soon(present -> present.publisher().introduce());
    }

    /**
     * Whoever manages the members of the cluster has lost {@code node}: it counts as unreachable until it is heard again.
     *
     * @param start the life that is meant, null for whichever it is in
     */
    public void memberRemoved(String node, @Nullable String start) {
        soon(present -> present.gathering().lost(node, start));
    }

    private void soon(Consumer<Parts> what) {
        Parts present = parts;
        if (present != null) {
            try {
                present.context().runOnContext(ignored -> what.accept(present));
            } catch (RejectedExecutionException closed) {
                // Nobody is left to know.
            }
        }
    }

    private <T> Future<T> onLoop(Function<Parts, Future<T>> question) {
        Parts present = parts;
        if (present == null) {
            return Future.failedFuture(new IllegalStateException("this node takes no part in the cluster now"));
        }
        Promise<T> answer = Promise.promise();
        try {
            present.context()
                    .runOnContext(ignored -> ask(() -> question.apply(present)).onComplete(answer));
        } catch (RejectedExecutionException closed) {
            answer.fail(new IllegalStateException("this node takes no part in the cluster any more"));
        }
        return answer.future();
    }

    private static <T> Future<T> ask(Supplier<Future<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }
}
