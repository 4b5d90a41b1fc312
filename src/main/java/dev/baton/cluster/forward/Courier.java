package dev.baton.cluster.forward;

import dev.baton.cluster.wire.Desk;
import dev.baton.cluster.wire.Envelope;
import dev.baton.cluster.wire.MessageRefused;
import dev.baton.cluster.wire.Origin;
import dev.baton.cluster.wire.Post;
import dev.baton.cluster.wire.WireJson;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands to other nodes and brings back what came of them. A node that doesn't reply is asked once more, by the same id,
 * by which it knows the command again. For any thread.
 */
final class Courier {
    private static final Map<String, Class<? extends Record>> WHOLE = Map.of(Desk.ANSWER, CommandReply.class);

    private final Post post;
    private final Nodes nodes;
    private final Vertx vertx;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final ForwardCounts counts;
    private final AtomicLong ids = new AtomicLong();

    Courier(Post post, Nodes nodes, Vertx vertx, Patience patience, LongSupplier nanoTime, ForwardCounts counts) {
        this.post = post;
        this.nodes = nodes;
        this.vertx = vertx;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.counts = counts;
    }

    /**
     * What came of a command.
     *
     * @param answer the answer
     * @param from the node, and its life
     * @param version what is to be known of it to know what was done
     */
    record Delivered<A>(A answer, Origin from, long version) {}

    /** Sends a message about one thing. */
    interface Asking {
        /**
         * Sends it.
         *
         * @param part which part of the answer is asked for
         * @param again whether the same was asked for and there was no reply
         * @param begun whether the node has said that it has begun
         */
        Future<Envelope<CommandReply>> ask(int part, boolean again, boolean begun);
    }

    /**
     * Has {@code node} carry out {@code command}, however long that takes as long as it replies; only the life of it that counts now
     * may do so.
     */
    <A extends Answer> Future<Delivered<A>> change(String node, Command<A> command, Caller caller, Class<A> kind) {
        String life = nodes.life(node);
        return life == null
                ? Future.failedFuture(CommandFailure.unreachable("OWNER_UNREACHABLE: node '" + node
                        + "' was not asked, as nothing is known of it any more; nothing was done there"))
                : deliver(new Errand<>(node, command.name(), kind, 1, Long.MAX_VALUE, life), command, caller);
    }

    /** As {@link #change}, but no longer than a question may take. */
    <A extends Answer> Future<Delivered<A>> read(String node, Command<A> command, Caller caller, Class<A> kind) {
        return deliver(new Errand<>(node, command.name(), kind, 1, deadline(patience.read()), null), command, caller);
    }

    /** As {@link #read}, but asks only once, as others are asked, too. */
    <A extends Answer> Future<Delivered<A>> readOnce(String node, Command<A> command, Caller caller, Class<A> kind) {
        return deliver(new Errand<>(node, command.name(), kind, 0, deadline(patience.read()), null), command, caller);
    }

    private long deadline(Duration most) {
        return nanoTime.getAsLong() + most.toNanos();
    }

    private <A extends Answer> Future<Delivered<A>> deliver(Errand<A> errand, Command<A> command, Caller caller) {
        String id = nextId();
        return errand.run((part, again, begun) -> post.ask(
                errand.node,
                CommandAsk.OP,
                new CommandAsk(id, command, caller, errand.life, again, begun, part),
                CommandReply.class,
                patience.reply()));
    }

    String nextId() {
        return Long.toString(ids.incrementAndGet(), Character.MAX_RADIX);
    }

    /** Asks {@code node} something of another kind, with the same care. */
    <A extends Answer> Future<Delivered<A>> ask(String node, String what, Class<A> kind, Asking asking) {
        return new Errand<>(node, what, kind, 1, deadline(patience.read()), null).run(asking);
    }

    /** One command on its way. */
    private final class Errand<A extends Answer> {
        private final String node;
        private final String what;
        private final Class<A> kind;
        private final int retries;
        private final long deadline;
        private final @Nullable String life;
        private final Promise<Delivered<A>> outcome = Promise.promise();
        private volatile boolean begun;

        /** @param life the life of the node that alone may do it, which changes something; null for a question */
        Errand(String node, String what, Class<A> kind, int retries, long deadline, @Nullable String life) {
            this.node = node;
            this.what = what;
            this.kind = kind;
            this.retries = retries;
            this.deadline = deadline;
            this.life = life;
        }

        Future<Delivered<A>> run(Asking asking) {
            counts.inFlight.incrementAndGet();
            ask(asking);
            return outcome.future().onComplete(done -> {
                counts.inFlight.decrementAndGet();
                counts.count(
                        done.succeeded()
                                ? "success"
                                : done.cause() instanceof CommandFailure failure
                                        ? Integer.toString(failure.code())
                                        : "500");
            });
        }

        /** Asks until there is an outcome: each time anew, so hours of waiting leave nothing behind. */
        private void ask(Asking asking) {
            patiently(asking, 0, false, retries).onComplete(reply -> {
                if (reply.failed()) {
                    outcome.fail(reply.cause());
                } else if (!reply.result().body().isPending()) {
                    came(asking, reply.result()).onComplete(outcome);
                } else if (deadline == Long.MAX_VALUE || nanoTime.getAsLong() - deadline < 0) {
                    begun = true;
                    ask(asking);
                } else {
                    outcome.fail(tooSlow());
                }
            });
        }

        private Future<Delivered<A>> came(Asking asking, Envelope<CommandReply> envelope) {
            CommandReply reply = envelope.body();
            begun = true;
            return reply.answer() == null
                    ? pieces(asking, envelope)
                    : delivered(envelope.from(), reply.answer(), reply.version());
        }

        private Future<Envelope<CommandReply>> patiently(Asking asking, int part, boolean again, int retriesLeft) {
            long sent = nanoTime.getAsLong();
            return asking.ask(part, again, begun).recover(cause -> {
                if (cause instanceof CommandFailure failure) {
                    return Future.failedFuture(again || begun ? notFirst(failure) : failure);
                }
                if (cause instanceof MessageRefused refused) {
                    return Future.failedFuture(unreadable(refused));
                }
                counts.timeouts.increment();
                // After so long the node may have forgotten what it has done.
                boolean isLate = nanoTime.getAsLong() - sent > OwnersDesk.KEEP.toNanos() / 2;
                if (retriesLeft == 0 || isLate) {
                    return Future.failedFuture(
                            unreachable("does not reply to " + what + (again ? ", asked twice" : "")));
                }
                counts.retries.increment();
                return patiently(asking, part, true, retriesLeft - 1);
            });
        }

        /** Who is busy now may have done before what it was asked for, so it is no use to ask anew. */
        private CommandFailure notFirst(CommandFailure failure) {
            boolean isBusy = failure.code() == CommandFailure.unavailable("").code();
            return life != null && isBusy
                    ? unreachable("was asked for " + what + " before and says now: " + failure.sentence())
                    : failure;
        }

        private Future<Delivered<A>> pieces(Asking asking, Envelope<CommandReply> first) {
            int most = OwnersDesk.LARGEST_ANSWER / Case.PIECE + 1;
            if (first.body().pieces() < 1 || first.body().pieces() > most) {
                return Future.failedFuture(CommandFailure.internal("node '" + node + "' answers in "
                        + first.body().pieces() + " pieces; it may do so in " + most));
            }
            Buffer whole = Buffer.buffer();
            Future<?> next = append(whole, first.body());
            for (int part = 1; part < first.body().pieces(); part++) {
                int wanted = part;
                next = next.compose(done -> patiently(asking, wanted, false, 1))
                        .compose(envelope -> append(whole, envelope.body()));
            }
            return next.compose(done -> vertx.executeBlocking(() -> WireJson.readAnySize(whole, WHOLE), false))
                    .recover(cause ->
                            Future.failedFuture(cause instanceof MessageRefused refused ? unreadable(refused) : cause))
                    .compose(envelope -> {
                        CommandReply reply = (CommandReply) envelope.body();
                        return delivered(first.from(), reply.answer(), reply.version());
                    });
        }

        private static Future<?> append(Buffer whole, CommandReply reply) {
            if (reply.piece() == null) {
                return Future.failedFuture(CommandFailure.internal("a piece of an answer is missing: ask again"));
            }
            return Future.future(promise -> {
                whole.appendBytes(Base64.getDecoder().decode(reply.piece()));
                promise.complete();
            });
        }

        private Future<Delivered<A>> delivered(Origin from, @Nullable Object answer, long version) {
            return kind.isInstance(answer)
                    ? Future.succeededFuture(new Delivered<>(kind.cast(answer), from, version))
                    : Future.failedFuture(CommandFailure.internal("node '" + node + "' answers " + what
                            + " with something else: run one version of Baton on all nodes"));
        }

        private CommandFailure unreadable(MessageRefused refused) {
            return refused.peer().equals(post.self().node())
                    ? CommandFailure.tooLarge(what + " can't be passed on to node '" + node + "': " + refused.reason())
                    : CommandFailure.internal(
                            "the answer of node '" + node + "' to " + what + " was refused: " + refused.reason());
        }

        private CommandFailure unreachable(String why) {
            return CommandFailure.unreachable("OWNER_UNREACHABLE: node '" + node + "' " + why
                    + "; what came of it there is not known: look with ps when it is back");
        }

        private CommandFailure tooSlow() {
            return CommandFailure.unavailable("node '" + node + "' works on " + what + " for more than "
                    + patience.read().toSeconds() + " s: ask for less, or ask again");
        }
    }
}
