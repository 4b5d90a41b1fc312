package dev.baton.cluster.forward;

import dev.baton.cluster.wire.Origin;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.CommandFailure;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.NodeRow;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who follows several nodes: shown one present of all of them, then told what each tells, and what is missing. For one
 * event loop, but for closing and for what happens on this node.
 *
 * @param <P> the present
 * @param <N> one thing that is new
 */
final class ClusterFollow<P extends Answer, N> implements Following {
    private static final Logger LOG = LoggerFactory.getLogger("baton.cluster");
    private static final int MOST_WAITING = 10_000;
    private static final int AT_ONCE = 256;

    private final Stream<P, N> stream;
    private final Caller caller;
    private final Follower<P, N> follower;
    private final @Nullable String only;
    private final Followings all;
    private final Map<String, Feed<P, N>> feeds = new TreeMap<>();
    private final long began;
    private final Backlog<N> ownNews;
    private final Promise<Following> result = Promise.promise();
    private @Nullable Following own;
    private boolean isShown;
    private volatile boolean closed;

    ClusterFollow(
            Stream<P, N> stream,
            Caller caller,
            Follower<P, N> follower,
            @Nullable String only,
            Followings all,
            ForwardCounts counts) {
        this.stream = stream;
        this.caller = caller;
        this.follower = follower;
        this.only = only;
        this.all = all;
        this.began = all.now();
        this.ownNews = new Backlog<>(MOST_WAITING, counts);
    }

    Stream<P, N> stream() {
        return stream;
    }

    Caller caller() {
        return caller;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether the present has been shown. */
    boolean isShown() {
        return isShown;
    }

    /** How long ago this began. */
    Duration age() {
        return Duration.ofNanos(all.now() - began);
    }

    // ------------------------------------------------------------------------------------------- the present

    /** Begins; completes when the present has been shown. */
    Future<Following> open(List<NodeRow> asked) {
        Map<NodeRow, Future<P>> presents = new LinkedHashMap<>();
        for (NodeRow node : asked) {
            presents.put(node, present(node));
        }
        Future.join(List.copyOf(presents.values())).onComplete(done -> all.atHome(() -> show(presents)));
        return result.future();
    }

    private Future<P> present(NodeRow node) {
        if (all.places().isSelf(node.node())) {
            return here();
        }
        String why = Places.whyNot(node);
        if (node.state() == NodeRow.State.GONE) {
            return Future.failedFuture(CommandFailure.unreachable(String.valueOf(why)));
        }
        Feed<P, N> feed = new Feed<>(node.node(), this, all, true);
        feeds.put(node.node(), feed);
        return why == null ? feed.first() : Future.failedFuture(CommandFailure.unreachable(why));
    }

    private Future<P> here() {
        Promise<P> shown = Promise.promise();
        Follower<P, N> there = new Follower<>() {
            @Override
            public void present(P present) {
                shown.tryComplete(present);
            }

            @Override
            public void next(N next) {
                if (ownNews.add(next)) {
                    all.atHome(ClusterFollow.this::tellOwn);
                }
            }
        };
        return all.here(stream, caller, there).compose(begun -> {
            all.atHome(() -> keep(begun));
            return shown.future();
        });
    }

    private void keep(Following begun) {
        own = begun;
        if (closed) {
            begun.close();
        }
    }

    private void show(Map<NodeRow, Future<P>> presents) {
        List<Part<P>> parts = new ArrayList<>();
        List<NodeRow> nodes = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        presents.forEach((node, present) -> {
            if (present.succeeded()) {
                parts.add(new Part<>(node.node(), present.result()));
                nodes.add(node);
            } else {
                failures.add(present.cause());
                nodes.add(node.withMissing(String.valueOf(present.cause().getMessage())));
            }
        });
        Throwable own = presents.entrySet().stream()
                .filter(each -> all.places().isSelf(each.getKey().node()))
                .map(each -> each.getValue().cause())
                .filter(cause -> cause != null)
                .findFirst()
                .orElse(null);
        if (closed) {
            fail(CommandFailure.unavailable("node '" + all.places().self() + "' is shutting down"));
        } else if (parts.isEmpty() || own != null) {
            fail(own == null ? Fan.gravest(failures) : own);
        } else {
            show(stream.merged(parts, all.places().self(), nodes));
        }
    }

    private void show(P present) {
        try {
            follower.present(present);
        } catch (RuntimeException thrown) {
            fail(thrown);
            return;
        }
        isShown = true;
        result.tryComplete(this);
        List.copyOf(feeds.values()).forEach(Feed::shown);
        all.nodesUp().forEach(this::up);
        tellOwn();
    }

    private void fail(Throwable cause) {
        close();
        result.tryFail(cause);
    }

    // ------------------------------------------------------------------------------------------- what is new

    /** {@code node} can be reached. */
    void up(Origin node) {
        if (!isShown || closed || all.places().isSelf(node.node()) || (only != null && !only.equals(node.node()))) {
            return;
        }
        feeds.computeIfAbsent(node.node(), name -> new Feed<>(name, this, all, false))
                .up(node);
    }

    /** {@code node} can't be reached any more. */
    void down(Origin node) {
        Feed<P, N> feed = feeds.get(node.node());
        if (feed != null) {
            feed.down();
        }
    }

    /** Looks who is no more, of those that are not {@code there}, and who has been silent for too long. */
    void check(Set<String> there) {
        if (isShown && !closed) {
            List.copyOf(feeds.values()).stream()
                    .filter(feed -> !there.contains(feed.node()) && all.up(feed.node()) == null)
                    .forEach(feed -> {
                        feeds.remove(feed.node());
                        feed.over();
                    });
            List.copyOf(feeds.values())
                    .forEach(feed -> feed.check(all.patience().silence()));
        }
    }

    /** Does {@code what} later, unless nobody follows any more then. */
    void later(Duration delay, Runnable what) {
        all.later(delay, () -> {
            if (!closed) {
                what.run();
            }
        });
    }

    private void tellOwn() {
        if (!isShown || closed) {
            return;
        }
        Backlog.Drained<N> drained = ownNews.drain(AT_ONCE);
        String self = all.places().self();
        if (drained.missed() > 0) {
            missed(self, drained.missed());
        }
        drained.rows().forEach(row -> next(stream.on(self, row)));
        if (!ownNews.rest()) {
            all.atHome(this::tellOwn);
        }
    }

    void next(N row) {
        if (!closed) {
            guarded(() -> follower.next(row));
        }
    }

    void missed(String node, long count) {
        if (!closed) {
            guarded(() -> follower.missed(node, count));
        }
    }

    private void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .setCause(failure)
                    .addKeyValue("follower", follower.getClass().getName())
                    .log("A reader that follows the cluster failed and is told no more of it");
            close();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            all.atHome(this::release);
        }
    }

    private void release() {
        if (own != null) {
            own.close();
        }
        ownNews.close();
        feeds.values().forEach(Feed::leave);
        all.closed(this);
    }
}
