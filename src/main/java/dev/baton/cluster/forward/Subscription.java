package dev.baton.cluster.forward;

import dev.baton.cluster.wire.MessageRefused;
import dev.baton.cluster.wire.Origin;
import dev.baton.cluster.wire.Post;
import dev.baton.command.Answer;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells somebody on another node what is new, one batch after the other: the next when the last was replied to. Meanwhile it keeps
 * {@value #MOST} rows. What gets no reply is told again, until the other one has been silent for too long. For the event loop,
 * but for what is new.
 *
 * @param <P> the present
 * @param <N> one thing that is new
 */
final class Subscription<P extends Answer, N> implements Follower<P, N> {
    static final int MOST = 1_000;
    private static final int BATCH = 256;

    private final String id;
    private final Origin asker;
    private final Post post;
    private final Context home;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final Runnable ended;
    private final Backlog<N> backlog;
    private final Promise<P> present = Promise.promise();
    private final Promise<Void> told = Promise.promise();
    private @Nullable Following following;
    private List<N> underWay = List.of();
    private List<N> rest = List.of();
    private long missedUnderWay;
    private long batch;
    private long heard;
    private boolean waits = true;
    private boolean isLast;
    private boolean closed;

    Subscription(
            String id,
            Origin asker,
            Post post,
            Context home,
            Patience patience,
            LongSupplier nanoTime,
            ForwardCounts counts,
            Runnable ended) {
        this.id = id;
        this.asker = asker;
        this.post = post;
        this.home = home;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.ended = ended;
        this.backlog = new Backlog<>(MOST, counts);
        this.heard = nanoTime.getAsLong();
    }

    Origin asker() {
        return asker;
    }

    /** Begins to follow what {@code beginning} does; completes with the present. */
    Future<P> begin(Future<Following> beginning) {
        return beginning.compose(begun -> {
            Promise<P> shown = Promise.promise();
            home.runOnContext(now -> {
                if (closed) {
                    begun.close();
                } else {
                    following = begun;
                    waits = false;
                    send();
                }
                present.future().onComplete(shown);
            });
            return shown.future();
        });
    }

    @Override
    public void present(P now) {
        present.tryComplete(now);
    }

    @Override
    public void next(N next) {
        if (backlog.add(next)) {
            home.runOnContext(now -> send());
        }
    }

    /** Tells what there is, unless a batch is under way. */
    private void send() {
        if (closed || waits) {
            return;
        }
        if (!rest.isEmpty()) {
            underWay = rest;
            rest = List.of();
        } else if (backlog.rest() && !isLast) {
            return;
        } else {
            Backlog.Drained<N> drained = backlog.drain(BATCH);
            underWay = drained.rows();
            missedUnderWay = drained.missed();
        }
        tell();
    }

    /** Says that all is well when there is nothing else to say. */
    void keepAlive() {
        if (!closed && !waits) {
            send();
        }
        if (!closed && !waits) {
            tell();
        }
    }

    @SuppressWarnings("unchecked") // it follows the one or the other
    private void tell() {
        waits = true;
        boolean isEvents = !underWay.isEmpty() && underWay.get(0) instanceof EventRow;
        News news = new News(
                id,
                batch,
                isEvents ? (List<EventRow>) underWay : List.of(),
                isEvents ? List.of() : (List<LogRow>) underWay,
                missedUnderWay,
                isLast && rest.isEmpty() && backlog.rest());
        post.ask(asker.node(), News.OP, news, News.Reply.class, patience.reply())
                .onComplete(reply -> home.runOnContext(now -> {
                    if (reply.succeeded()) {
                        replied(reply.result().body(), news.last());
                    } else {
                        failed(reply.cause());
                    }
                }));
    }

    private void replied(News.Reply reply, boolean wasLast) {
        heard = nanoTime.getAsLong();
        waits = false;
        underWay = List.of();
        missedUnderWay = 0;
        batch++;
        if (!reply.wanted() || wasLast) {
            close();
        } else {
            send();
        }
    }

    private void failed(Throwable cause) {
        if (closed) {
            return;
        }
        if (nanoTime.getAsLong() - heard > patience.silence().toNanos()) {
            close();
        } else if (isTooLarge(cause) && !underWay.isEmpty()) {
            halve();
            tell();
        } else {
            home.owner().setTimer(patience.table().toMillis(), now -> {
                if (!closed) {
                    tell();
                }
            });
        }
    }

    /** Whether it was refused here already. */
    private boolean isTooLarge(Throwable cause) {
        return cause instanceof MessageRefused refused
                && refused.peer().equals(post.self().node());
    }

    /** What is too large at once goes in two; what is too large alone is left out. The rest waits for its turn. */
    private void halve() {
        int size = underWay.size();
        if (size == 1) {
            underWay = List.of();
            missedUnderWay++;
        } else {
            rest = Stream.concat(underWay.subList(size / 2, size).stream(), rest.stream())
                    .toList();
            underWay = List.copyOf(underWay.subList(0, size / 2));
        }
    }

    /** Follows no more, but tells what is not told yet; completes when that is done, or won't be. */
    Future<Void> finish() {
        if (following == null) {
            close();
        } else {
            following.close();
            isLast = true;
            send();
        }
        return told.future();
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (following != null) {
            following.close();
        }
        backlog.close();
        ended.run();
        told.tryComplete();
    }
}
