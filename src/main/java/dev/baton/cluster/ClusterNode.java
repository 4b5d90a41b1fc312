package dev.baton.cluster;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import dev.baton.cluster.door.BusDoor;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as a node of a cluster: its Vert.x, whose event bus reaches the other nodes, and news of them.
 *
 * <pre>
 *   ports free? ─▶ a seed answers? ─▶ Hazelcast, event bus ─▶ let in? ─▶ name, versions fit? ─▶ joined ─▶ left
 * </pre>
 *
 * <p>Vert.x starts Hazelcast and stops it. Safe to use from any thread.
 */
public final class ClusterNode {
    private static final Logger LOG = LoggerFactory.getLogger("baton");
    private static final Duration MOST_FOR_LEAVING = HazelcastConfig.GRACEFUL_LEAVE.plusSeconds(5);

    private static final int MOST_ATTEMPTS = 3;
    /** One of them is for messages that other nodes have begun to send. */
    private static final int PARTS_OF_MEMORY = 8;
    /** How long an attempt that failed may take to let go of them. */
    private static final Duration FOR_PORTS = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final HazelcastInstance hazelcast;
    private final Badge badge;
    private final BusDoor door;

    private ClusterNode(Vertx vertx, HazelcastInstance hazelcast, Badge badge, BusDoor door) {
        this.vertx = vertx;
        this.hazelcast = hazelcast;
        this.badge = badge;
        this.door = door;
    }

    /**
     * Joins the cluster of {@code settings}, or begins it; takes as long as {@code joinTimeout} and some seconds.
     *
     * @param bootstrap what makes the Vert.x, not initialised yet; asked anew for each attempt
     * @param settings checked by {@link ClusterCheck}, with the name of the node
     * @param start tells this life of the node from others
     * @param protocol the version of what nodes say to one another; of two versions only one can be in a cluster
     * @param nanoTime a clock that never goes back
     * @return fails with {@link JoinRefused}; then everything is as before
     */
    public static Future<ClusterNode> join(
            Supplier<VertxBootstrap> bootstrap,
            ClusterSettings settings,
            String start,
            int protocol,
            LongSupplier nanoTime) {
        @Nullable String name = settings.node();
        if (name == null) {
            return Future.failedFuture(new IllegalArgumentException("the settings must have the name of the node"));
        }
        Badge badge = new Badge(name, start, Integer.toString(protocol), settings.tls() != null);
        Promise<ClusterNode> joined = Promise.promise();
        Thread joining = new Thread(
                () -> {
                    try {
                        joined.complete(join(bootstrap, settings, badge, nanoTime));
                    } catch (Throwable e) {
                        joined.fail(e);
                    }
                },
                "baton-join");
        joining.setDaemon(true);
        joining.start();
        return joined.future();
    }

    /** While members come and go Hazelcast may fail for a moment, as when the one dies that keeps what is written just now. */
    private static ClusterNode join(
            Supplier<VertxBootstrap> bootstrap, ClusterSettings settings, Badge badge, LongSupplier nanoTime) {
        Patience patience = new Patience(nanoTime);
        for (int attempt = 1; ; attempt++) {
            Joining joining = new Joining(bootstrap.get(), settings, badge, patience, door(settings, nanoTime));
            try {
                return joining.join();
            } catch (JoinRefused refused) {
                if (attempt == MOST_ATTEMPTS || !isOfHazelcast(refused)) {
                    throw refused;
                }
                LOG.info("The cluster is changing, which kept this node out; trying again: {}", refused.getMessage());
                patience.await(FOR_PORTS, joining::arePortsFree);
            }
        }
    }

    private static BusDoor door(ClusterSettings settings, LongSupplier nanoTime) {
        ClusterSettings.Bind bind = settings.bind();
        return new BusDoor(bind.host(), bind.busPort(), Runtime.getRuntime().maxMemory() / PARTS_OF_MEMORY, nanoTime);
    }

    private static boolean isOfHazelcast(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HazelcastException) {
                return true;
            }
        }
        return false;
    }

    /** The Vert.x of this node; closed by {@link #leave}. */
    public Vertx vertx() {
        return vertx;
    }

    /** What operators call this node. */
    public String name() {
        return badge.node();
    }

    /** Tells this life of the node from others of its name. */
    public String start() {
        return badge.start();
    }

    /** What comes in at the port of the event bus goes through it. */
    public BusDoor door() {
        return door;
    }

    /** From now on {@code hints} is told, on {@code context}, of the other members: first of all there are. */
    public void tell(Context context, MembershipHints hints) {
        Namesakes namesakes = new Namesakes(badge, hazelcast.getCluster(), Namesakes.USUAL_GRACE, LOG::error);
        new MembershipWatch(hazelcast, context, hints, namesakes).open();
    }

    /**
     * Closes Vert.x with all that is deployed on it, hands over what Hazelcast keeps here, and leaves the cluster. Completes at
     * the latest after 35 s, whether or not that succeeded; a process that ends then is a member that died. Say goodbye before.
     */
    public Future<Void> leave() {
        return closed(vertx);
    }

    private static Future<Void> closed(Vertx vertx) {
        return Future.fromCompletionStage(vertx.close()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .orTimeout(MOST_FOR_LEAVING.toMillis(), TimeUnit.MILLISECONDS))
                .onFailure(failure -> LOG.warn("The cluster could not be left in good order: {}", failure.toString()))
                .otherwiseEmpty();
    }

    /** One attempt to join, on a thread of its own. */
    private record Joining(
            VertxBootstrap bootstrap, ClusterSettings settings, Badge badge, Patience patience, BusDoor door) {
        private InetAddress host() {
            String host = settings.bind().host();
            return Literal.parse(host)
                    .orElseThrow(() -> new IllegalArgumentException("bind.host is no address: " + host));
        }

        private void requireFreePorts() {
            Doors.requireFree(host(), "memberPort", settings.bind().memberPort());
            Doors.requireFree(host(), "busPort", settings.bind().busPort());
        }

        boolean arePortsFree() {
            try {
                requireFreePorts();
                return true;
            } catch (JoinRefused notYet) {
                return false;
            }
        }

        ClusterNode join() {
            ClusterSettings.Bind bind = settings.bind();
            InetAddress host = host();
            Doors.requireOwn(host);
            requireFreePorts();
            Seeds seeds = new Seeds(new InetSocketAddress(host, bind.memberPort()), settings.discovery());
            NameCache.prepare(settings.discovery());
            requireSomebody(seeds);
            HazelcastClusterManager manager = new HazelcastClusterManager(HazelcastConfig.of(settings, badge));
            Vertx vertx = start(manager);
            try {
                requireDoor();
                HazelcastInstance hazelcast = manager.getHazelcastInstance();
                new Admission(hazelcast.getCluster(), settings, badge, patience).check(seeds);
                tellOf(hazelcast.getCluster());
                return new ClusterNode(vertx, hazelcast, badge, door);
            } catch (RuntimeException | Error failed) {
                closed(vertx).await();
                throw failed;
            }
        }

        /** A node that isn't among the seeds itself never begins a cluster. */
        private void requireSomebody(Seeds seeds) {
            boolean found = patience.await(
                    settings.joinTimeout(),
                    () -> !seeds.areGiven()
                            || seeds.haveOwn()
                            || seeds.answering().isPresent());
            if (!found) {
                throw new JoinRefused(
                        JoinRefused.Reason.NOBODY,
                        seeds.nobody() + ": waited for "
                                + settings.joinTimeout().toSeconds()
                                + " s. Start one of them first, or correct cluster.discovery");
            }
        }

        private Vertx start(HazelcastClusterManager manager) {
            bootstrap.options().setEventBusOptions(BusOptions.of(settings));
            try {
                Vertx vertx = bootstrap
                        .transport(door.transport())
                        .clusterManager(manager)
                        .init()
                        .clusteredVertx()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
                // Nothing but text and bytes travels: no class of somebody else's choice is made an object here.
                vertx.eventBus().serializableChecker(name -> false).clusterSerializableChecker(name -> false);
                return vertx;
            } catch (CompletionException e) {
                throw refusal(e.getCause() == null ? e : e.getCause());
            }
        }

        /** A Vert.x that begins otherwise must not go without it unnoticed. */
        private void requireDoor() {
            if (!door.isHung()) {
                throw new IllegalStateException(
                        "the event bus of this Vert.x listens without looking at what comes in");
            }
        }

        private JoinRefused refusal(Throwable cause) {
            String what = cause instanceof BindException
                    ? "cluster.bind has " + settings.bind() + " but one of its ports can't be listened at: "
                    : "the cluster '" + settings.name() + "' could not be joined: ";
            return new JoinRefused(JoinRefused.Reason.FAILED, what + cause.getMessage(), cause);
        }

        private void tellOf(Cluster cluster) {
            String nodes = String.join(
                    ", ",
                    cluster.getMembers().stream()
                            .map(member -> Badge.of(member).node())
                            .sorted()
                            .toList());
            int count = cluster.getMembers().size();
            LOG.info(
                    "joined cluster {} as {}, now with {} {}: {}",
                    settings.name(),
                    badge.node(),
                    count,
                    count == 1 ? "node" : "nodes",
                    nodes);
        }
    }
}
