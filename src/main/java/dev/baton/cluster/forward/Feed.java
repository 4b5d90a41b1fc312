package dev.baton.cluster.forward;

import dev.baton.cluster.forward.Stream.From;
import dev.baton.cluster.forward.Stream.Told;
import dev.baton.cluster.forward.Stream.Where;
import dev.baton.cluster.wire.Origin;
import dev.baton.command.Answer;
import dev.baton.command.CommandFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one other node tells somebody who follows. When that node has not been heard for a while, was unreachable or was started
 * anew, it is asked again from where it was, or from the beginning of its new life. What may have been lost is said. For one
 * event loop.
 */
final class Feed<P extends Answer, N> {
    private static final int REFUSED_BELOW = 500;
    private static final int TOO_LARGE = 413;
    /** The most rows that are told of what happened before a node is followed, or in between. */
    private static final int MOST = 10_000;

    private static final int FEWER = 8;

    private final String node;
    private final ClusterFollow<P, N> follow;
    private final Followings all;
    private final boolean wasThere;
    private Told<P, N> told;
    private @Nullable Origin life;
    private @Nullable String id;
    private Promise<Void> opened = Promise.promise();
    private long nextBatch;
    private long heard;
    private boolean connecting;
    private boolean connected;
    private boolean waits;
    private boolean begins;
    private boolean ended;
    private long dropped;
    private @Nullable Origin refusing;
    private int most = MOST;

    /** @param wasThere whether there was such a node when {@code follow} began */
    Feed(String node, ClusterFollow<P, N> follow, Followings all, boolean wasThere) {
        this.node = node;
        this.follow = follow;
        this.all = all;
        this.wasThere = wasThere;
        this.told = follow.stream().nothing(node);
        this.heard = all.now();
    }

    String node() {
        return node;
    }

    // ------------------------------------------------------------------------------------------- coming and going

    /** Asks for the present for the first time; what is new waits until that has been shown. */
    Future<P> first() {
        return connect(Where.AS_ASKED).map(delivered -> {
            life = delivered.from();
            told.first(delivered.answer());
            return delivered.answer();
        });
    }

    /** The present has been shown; now what is new may come. */
    void shown() {
        opened.tryComplete();
        if (!connected) {
            again();
        }
    }

    /** The node can be reached. */
    void up(Origin now) {
        if (connecting || now.equals(refusing) || (connected && now.equals(life))) {
            return;
        }
        resume(now);
    }

    /** The node can't be reached, so what it told may be lost, and it may have dropped whoever follows. */
    void down() {
        connected = false;
    }

    /** Looks whether the node has been silent for too long. */
    void check(Duration silence) {
        if (connected && all.now() - heard > silence.toNanos()) {
            connected = false;
            again();
        }
    }

    private void again() {
        Origin up = all.up(node);
        if (up != null && !connecting && !connected && !up.equals(refusing) && !follow.isClosed()) {
            resume(up);
        }
    }

    /** The node is no more. */
    void over() {
        if (!ended && refusing == null) {
            follow.missed(node, 0);
        }
        leave();
    }

    private void resume(Origin now) {
        @Nullable Where where = where(now);
        if (where == null) {
            awaitAge();
            return;
        }
        if (!now.equals(life) && where == Where.BEGINNING) {
            begin(now);
        }
        connect(where).onComplete(delivered -> {
            if (delivered.succeeded()) {
                resumed(where, delivered.result());
            } else {
                follow.later(all.patience().reply(), this::again);
            }
        });
    }

    /** Whoever began after this did is news from its beginning; null if nobody knows yet. */
    private @Nullable Where where(Origin now) {
        if (now.equals(life)) {
            return begins ? Where.BEGINNING : Where.AFTER;
        }
        if (life != null) {
            return Where.BEGINNING;
        }
        Duration age = all.age(node);
        if (age == null) {
            return null;
        }
        return age.compareTo(follow.age()) <= 0 ? Where.BEGINNING : Where.LATE;
    }

    /** A node that was just heard for the first time will say within a second or two for how long it has been there. */
    private void awaitAge() {
        if (!waits) {
            waits = true;
            follow.later(all.patience().table(), () -> {
                waits = false;
                again();
            });
        }
    }

    /** The end of a life that nobody has told is lost. */
    private void begin(Origin now) {
        if ((life != null || wasThere) && !ended) {
            follow.missed(node, 0);
        }
        life = now;
        begins = true;
        ended = false;
        told = follow.stream().beginning();
    }

    private void resumed(Where where, Courier.Delivered<P> delivered) {
        if (where != Where.LATE && !delivered.from().equals(life)) {
            // It was started anew in between.
            connected = false;
            resume(delivered.from());
            return;
        }
        life = delivered.from();
        if (told.isOfAnotherLife(delivered.answer())) {
            told = follow.stream().beginning();
            connected = false;
            follow.missed(node, 0);
            resume(delivered.from());
            return;
        }
        begins = false;
        long missing = told.missing(delivered.answer(), most);
        if (missing != 0) {
            follow.missed(node, Math.max(0, missing));
        }
        told.fresh(delivered.answer())
                .forEach(row -> follow.next(follow.stream().on(node, row)));
        most = MOST;
        opened.tryComplete();
        Origin up = all.up(node);
        if (up != null) {
            up(up);
        }
    }

    private Future<Courier.Delivered<P>> connect(Where where) {
        leave();
        String newId = all.register(this);
        id = newId;
        nextBatch = 0;
        opened = Promise.promise();
        connecting = true;
        dropped = 0;
        long asked = all.now();
        From from = new From(where, ago(where), most);
        return all.ask(node, newId, follow, from, told).transform(done -> {
            connecting = false;
            connected = done.succeeded() && newId.equals(id);
            if (connected) {
                // The answer may have taken a while, and what came meanwhile is still to be told.
                heard = asked;
            }
            refuse(isRefusal(done.cause()) ? all.up(node) : null);
            if (follow.isClosed()) {
                leave();
            }
            return connected ? Future.succeededFuture(done.result()) : Future.failedFuture(cause(done.cause()));
        });
    }

    /** At first a refusal is in the present; later it has to be said. */
    private void refuse(@Nullable Origin by) {
        refusing = by;
        if (by != null && follow.isShown()) {
            follow.missed(node, 0);
        }
    }

    /** What is too large is asked for in smaller numbers. */
    private boolean isRefusal(@Nullable Throwable cause) {
        if (!(cause instanceof CommandFailure failure) || failure.code() >= REFUSED_BELOW) {
            return false;
        }
        if (failure.code() == TOO_LARGE && most > 1) {
            most = Math.max(1, most / FEWER);
            return false;
        }
        return true;
    }

    private static Throwable cause(@Nullable Throwable cause) {
        return cause == null ? CommandFailure.unavailable("nobody follows any more") : cause;
    }

    private Duration ago(Where where) {
        if (where != Where.BEGINNING) {
            return Duration.ofNanos(all.now() - heard);
        }
        // No node is told of from its beginning that is older than the follow.
        Duration age = all.age(node);
        return age == null ? follow.age() : age;
    }

    /** Wants no more. */
    void leave() {
        String left = id;
        id = null;
        opened.tryComplete();
        if (left != null) {
            all.leave(node, left);
        }
    }

    // ------------------------------------------------------------------------------------------- what is new

    /** Tells what is new, once what came before is told. */
    Future<News.Reply> news(News news) {
        return opened.future().map(before -> {
            if (follow.isClosed() || !news.id().equals(id)) {
                return new News.Reply(false);
            }
            heard = all.now();
            if (news.batch() >= nextBatch) {
                nextBatch = news.batch() + 1;
                if (news.missed() > 0) {
                    dropped += news.missed();
                    follow.missed(node, news.missed());
                }
                tell(follow.stream().rows(news));
            }
            if (news.last()) {
                ended = true;
                connected = false;
            }
            return new News.Reply(!news.last());
        });
    }

    private void tell(List<N> rows) {
        for (N row : rows) {
            sayGap(told.gap(row));
            if (told.isNew(row)) {
                follow.next(follow.stream().on(node, row));
            }
        }
    }

    /** What the node has dropped was said already. */
    private void sayGap(long gap) {
        long unsaid = gap - dropped;
        dropped = Math.max(0, -unsaid);
        if (unsaid > 0) {
            follow.missed(node, unsaid);
        }
    }
}
