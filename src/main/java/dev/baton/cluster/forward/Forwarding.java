package dev.baton.cluster.forward;

import dev.baton.cluster.view.ClusterView;
import dev.baton.cluster.wire.Desk;
import dev.baton.cluster.wire.Envelope;
import dev.baton.cluster.wire.Origin;
import dev.baton.cluster.wire.Post;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.PassingCommands;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Commands of a whole cluster, and what this node does for the others. Make it before the desk is open, for it answers there; deploy
 * it as a verticle when the nodes are known; undeploy it before they are not any more.
 */
public final class Forwarding extends VerticleBase {
    private final Commands local;
    private final Commands forOthers;
    private final Nodes nodes;
    private final Post post;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final ForwardCounts counts = new ForwardCounts();
    private volatile @Nullable Parts parts;
    private volatile Runnable unlisten = () -> {};

    /** What there is once this is deployed. */
    private record Parts(
            Context home,
            ClusteredCommands commands,
            OwnersDesk desk,
            Subscriptions subscriptions,
            Followings followings) {}

    /**
     * Over {@code nodes}.
     *
     * @param local carries out commands on this node alone, and neither refuses nor records any; follows lines of names that may mean
     *     no agent here as yet
     * @param forOthers the same for what other nodes pass on, but refuses and records
     * @param desk where this node answers others
     * @param post asks others
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    public Forwarding(
            Commands local,
            Commands forOthers,
            Nodes nodes,
            Desk desk,
            Post post,
            Patience patience,
            LongSupplier nanoTime) {
        this.local = local;
        this.forOthers = forOthers;
        this.nodes = nodes;
        this.post = post;
        this.patience = patience;
        this.nanoTime = nanoTime;
        desk.on(
                        CommandAsk.OP,
                        CommandAsk.class,
                        here((parts, asked) -> parts.desk().answer(asked)))
                .on(
                        FollowAsk.OP,
                        FollowAsk.class,
                        here((parts, asked) -> parts.subscriptions().follow(asked)))
                .on(
                        News.OP,
                        News.class,
                        here((parts, told) -> parts.followings().news(told)))
                .on(
                        News.Unfollow.OP,
                        News.Unfollow.class,
                        here((parts, said) -> parts.subscriptions().unfollow(said)));
    }

    /**
     * Over the nodes of {@code view}, at its desk, with the patience that is usual; to be made before that is deployed.
     *
     * @param cluster the cluster's name
     */
    public static Forwarding over(
            ClusterView view, String cluster, Commands local, Commands forOthers, LongSupplier nanoTime) {
        return new Forwarding(
                local, forOthers, new NodesOfView(view, cluster), view.desk(), view.post(), Patience.USUAL, nanoTime);
    }

    private interface Answering<Q extends Record, R extends Record> {
        Future<R> answer(Parts parts, Envelope<Q> question);
    }

    /** On this verticle's event loop, whichever the question comes on. */
    private <Q extends Record, R extends Record> Function<Envelope<Q>, Future<? extends Record>> here(
            Answering<Q, R> answering) {
        return question -> {
            Parts present = parts;
            if (present == null) {
                return Future.failedFuture(notHere());
            }
            Promise<R> answer = Promise.promise();
            present.home()
                    .runOnContext(now -> answering.answer(present, question).onComplete(answer));
            return answer.future();
        };
    }

    private CommandFailure notHere() {
        return CommandFailure.unavailable(
                "node '" + nodes.self() + "' is starting or shutting down: ask again in a" + " moment");
    }

    @Override
    public Future<?> start() {
        Places places = new Places(nodes);
        Courier courier = new Courier(post, nodes, vertx, patience, nanoTime, counts);
        Fan fan = new Fan(local, places, courier);
        Roster roster = new Roster(fan, places, nodes);
        Steering steering = new Steering(fan, roster, places, nodes, courier, patience);
        OwnersDesk desk = new OwnersDesk(forOthers, nodes, post.self(), context, patience, nanoTime, counts);
        Subscriptions subscriptions = new Subscriptions(forOthers, desk, post, context, patience, nanoTime, counts);
        Followings followings = new Followings(local, places, courier, post, context, patience, nanoTime, counts);
        ClusteredCommands commands = new ClusteredCommands(
                places, fan, roster, steering, new Table(fan, roster, places, nodes, courier), courier, followings);
        parts = new Parts(context, commands, desk, subscriptions, followings);
        vertx.setPeriodic(patience.keepAlive().toMillis(), now -> {
            subscriptions.keepAlive();
            followings.check();
            desk.forgetOld();
        });
        return nodes.listen(new Watch(context, subscriptions, followings)).onSuccess(ending -> unlisten = ending);
    }

    /** Passes on who can be reached, on this verticle's event loop. */
    private record Watch(Context home, Subscriptions subscriptions, Followings followings) implements Nodes.Listener {
        @Override
        public void up(Origin node) {
            home.runOnContext(now -> {
                subscriptions.livesNow(node.node(), node.start());
                followings.nodeUp(node);
            });
        }

        @Override
        public void unreachable(Origin node) {
            home.runOnContext(now -> followings.nodeDown(node));
        }

        @Override
        public void gone(Origin node) {
            home.runOnContext(now -> {
                subscriptions.over(node);
                followings.nodeDown(node);
            });
        }
    }

    /** Lets go of all who follow, after they were told what there is to tell. */
    @Override
    public Future<?> stop() {
        Parts present = parts;
        if (present == null) {
            return Future.succeededFuture();
        }
        unlisten.run();
        present.desk().close();
        present.followings().close();
        Promise<Void> told = Promise.promise();
        vertx.setTimer(patience.table().toMillis(), late -> told.tryComplete());
        present.subscriptions().finish().onComplete(done -> told.tryComplete());
        return told.future().onComplete(done -> {
            present.subscriptions().close();
            parts = null;
        });
    }

    /** Commands of the whole cluster; refused with a 503 while this isn't deployed. */
    public Commands commands() {
        return new PassingCommands(
                () -> {
                    Parts present = parts;
                    return present == null ? null : present.commands();
                },
                this::notHere);
    }

    /** How much was forwarded. */
    public ForwardCounts counts() {
        return counts;
    }
}
