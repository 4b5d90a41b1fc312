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
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Those on other nodes who follow what happens here, at most {@value #MOST}. For one event loop. */
final class Subscriptions {
    static final int MOST = 1_000;

    private final Commands local;
    private final OwnersDesk desk;
    private final Post post;
    private final Context home;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final ForwardCounts counts;
    private final Map<String, Subscription<?, ?>> all = new HashMap<>();

    Subscriptions(
            Commands local,
            OwnersDesk desk,
            Post post,
            Context home,
            Patience patience,
            LongSupplier nanoTime,
            ForwardCounts counts) {
        this.local = local;
        this.desk = desk;
        this.post = post;
        this.home = home;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.counts = counts;
    }

    /** The present. */
    Future<Record> follow(Envelope<FollowAsk> envelope) {
        FollowAsk ask = envelope.body();
        Origin from = envelope.from();
        return desk.present(from, ask.id(), ask.part(), () -> begin(from, ask));
    }

    private Future<? extends Answer> begin(Origin from, FollowAsk ask) {
        Caller caller = ask.caller().via(from.node());
        if (ask.lines() == null) {
            Command.History question = Objects.requireNonNull(ask.events());
            return this.<Answer.Events, EventRow>add(
                    from, ask.id(), follower -> local.follow(question, caller, follower));
        }
        Command.Logs question = ask.lines();
        return this.<Answer.LogLines, LogRow>add(from, ask.id(), follower -> local.follow(question, caller, follower));
    }

    private <P extends Answer, N> Future<P> add(
            Origin from, String id, Function<Follower<P, N>, Future<Following>> beginning) {
        if (all.size() >= MOST) {
            return Future.failedFuture(CommandFailure.unavailable(MOST
                    + " followers of other nodes follow node '" + post.self().node()
                    + "' already, which is the most there may be; try again when one has left"));
        }
        String key = OwnersDesk.key(from, id);
        Subscription<P, N> added =
                new Subscription<>(id, from, post, home, patience, nanoTime, counts, () -> removed(key));
        all.put(key, added);
        counts.subscriptions.incrementAndGet();
        return added.begin(beginning.apply(added)).onFailure(refused -> home.runOnContext(now -> added.close()));
    }

    private void removed(String key) {
        if (all.remove(key) != null) {
            counts.subscriptions.decrementAndGet();
        }
    }

    /** Somebody has left. */
    Future<News.Reply> unfollow(Envelope<News.Unfollow> envelope) {
        Subscription<?, ?> left =
                all.get(OwnersDesk.key(envelope.from(), envelope.body().id()));
        if (left != null) {
            left.close();
        }
        return Future.succeededFuture(new News.Reply(false));
    }

    /** {@code node} lives {@code start} now: who followed in another life of it follows no more. */
    void livesNow(String node, String start) {
        closeThose(asker -> asker.node().equals(node) && !asker.start().equals(start));
    }

    /** Nobody follows any more in that life of a node. */
    void over(Origin life) {
        closeThose(life::equals);
    }

    private void closeThose(Predicate<Origin> askers) {
        List.copyOf(all.values()).stream()
                .filter(each -> askers.test(each.asker()))
                .forEach(Subscription::close);
    }

    /** Says to all that this node is there. */
    void keepAlive() {
        List.copyOf(all.values()).forEach(Subscription::keepAlive);
    }

    /** Tells all what is not told yet, and then no more. */
    Future<?> finish() {
        List<Future<Void>> told =
                List.copyOf(all.values()).stream().map(Subscription::finish).toList();
        return Future.join(told);
    }

    void close() {
        List.copyOf(all.values()).forEach(Subscription::close);
    }
}
