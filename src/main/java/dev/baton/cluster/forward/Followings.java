package dev.baton.cluster.forward;

import dev.baton.cluster.wire.Envelope;
import dev.baton.cluster.wire.Origin;
import dev.baton.cluster.wire.Post;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.command.NodeRow;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Those here who follow the cluster, at most {@value #MOST}. For one event loop, but for beginning. */
final class Followings {
    static final int MOST = 1_000;

    private final Commands local;
    private final Places places;
    private final Courier courier;
    private final Post post;
    private final Context home;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final ForwardCounts counts;
    private final Set<ClusterFollow<?, ?>> all = new LinkedHashSet<>();
    private final Map<String, Feed<?, ?>> feeds = new HashMap<>();
    private final Map<String, Origin> up = new TreeMap<>();
    private boolean closed;

    Followings(
            Commands local,
            Places places,
            Courier courier,
            Post post,
            Context home,
            Patience patience,
            LongSupplier nanoTime,
            ForwardCounts counts) {
        this.local = local;
        this.places = places;
        this.courier = courier;
        this.post = post;
        this.home = home;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.counts = counts;
    }

    Future<Following> events(Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        return open(new EventStream(question, local), caller, follower, question.node());
    }

    Future<Following> lines(Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        return open(new LineStream(question, local), caller, follower, question.node());
    }

    private <P extends Answer, N> Future<Following> open(
            Stream<P, N> stream, Caller caller, Follower<P, N> follower, @Nullable String only) {
        Promise<Following> opened = Promise.promise();
        atHome(() -> begin(stream, caller, follower, only).onComplete(opened));
        return opened.future();
    }

    private <P extends Answer, N> Future<Following> begin(
            Stream<P, N> stream, Caller caller, Follower<P, N> follower, @Nullable String only) {
        if (closed) {
            return Future.failedFuture(CommandFailure.unavailable("node '" + places.self() + "' is shutting down"));
        }
        if (all.size() >= MOST) {
            return Future.failedFuture(CommandFailure.unavailable(MOST
                    + " readers follow the cluster on this node already, which is the most there may be; try again when"
                    + " one has left"));
        }
        List<NodeRow> asked;
        try {
            asked = only == null ? places.all() : List.of(places.known(only));
        } catch (CommandFailure unknown) {
            return Future.failedFuture(unknown);
        }
        ClusterFollow<P, N> begun = new ClusterFollow<>(stream, caller, follower, only, this, counts);
        all.add(begun);
        counts.following.set(all.size());
        return begun.open(asked);
    }

    // ------------------------------------------------------------------------------------------- for those who follow

    Places places() {
        return places;
    }

    Patience patience() {
        return patience;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    Collection<Origin> nodesUp() {
        return List.copyOf(up.values());
    }

    @Nullable
    Origin up(String node) {
        return up.get(node);
    }

    void atHome(Runnable task) {
        try {
            home.runOnContext(now -> task.run());
        } catch (RejectedExecutionException ended) {
            // Everything has been let go.
        }
    }

    void later(Duration delay, Runnable task) {
        home.owner().setTimer(delay.toMillis(), now -> task.run());
    }

    /** For how long {@code node} has been there, as far as is known. */
    @Nullable
    Duration age(String node) {
        return places.all().stream()
                .filter(each -> each.node().equals(node) && each.uptime() != null)
                .map(each -> Objects.requireNonNull(each.uptime()).plus(each.age()))
                .findFirst()
                .orElse(null);
    }

    <P extends Answer, N> Future<Following> here(Stream<P, N> stream, Caller caller, Follower<P, N> follower) {
        try {
            return stream.here(places.self(), caller, follower);
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }

    String register(Feed<?, ?> feed) {
        String id = courier.nextId();
        feeds.put(id, feed);
        return id;
    }

    <P extends Answer, N> Future<Courier.Delivered<P>> ask(
            String node, String id, ClusterFollow<P, N> follow, Stream.From from, Stream.Told<P, N> told) {
        Stream<P, N> stream = follow.stream();
        Promise<Courier.Delivered<P>> answer = Promise.promise();
        courier.ask(
                        node,
                        "follow",
                        stream.kind(),
                        (part, again, begun) -> post.ask(
                                node,
                                FollowAsk.OP,
                                stream.ask(node, id, follow.caller(), part, from, told),
                                CommandReply.class,
                                patience.reply()))
                .onComplete(done -> atHome(() -> answer.handle(done)));
        return answer.future();
    }

    /** Says to {@code node} that nobody follows by that id any more; if that is lost, the node finds out by the next news. */
    void leave(String node, String id) {
        feeds.remove(id);
        post.ask(node, News.Unfollow.OP, new News.Unfollow(id), News.Reply.class, patience.reply());
    }

    void closed(ClusterFollow<?, ?> follow) {
        all.remove(follow);
        counts.following.set(all.size());
    }

    // ------------------------------------------------------------------------------------------- from other nodes

    Future<News.Reply> news(Envelope<News> envelope) {
        Feed<?, ?> feed = feeds.get(envelope.body().id());
        return feed == null || !feed.node().equals(envelope.from().node())
                ? Future.succeededFuture(new News.Reply(false))
                : feed.news(envelope.body());
    }

    void nodeUp(Origin node) {
        up.put(node.node(), node);
        List.copyOf(all).forEach(each -> each.up(node));
    }

    void nodeDown(Origin node) {
        up.remove(node.node(), node);
        List.copyOf(all).forEach(each -> each.down(node));
    }

    /** Looks who is no more, and who has been silent for too long. */
    void check() {
        if (all.isEmpty()) {
            return;
        }
        Set<String> there = places.all().stream()
                .filter(node -> node.state() != NodeRow.State.GONE)
                .map(NodeRow::node)
                .collect(Collectors.toSet());
        List.copyOf(all).forEach(each -> each.check(there));
    }

    void close() {
        closed = true;
        List.copyOf(all).forEach(ClusterFollow::close);
    }
}
