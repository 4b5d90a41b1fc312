package dev.baton.cluster.forward;

import dev.baton.cluster.wire.Envelope;
import dev.baton.cluster.wire.Origin;
import dev.baton.cluster.wire.Written;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what other nodes ask for, each command once however often it is asked for: what came of one that changes something
 * is kept for {@value #KEEP_MINUTES} minutes, of the latest {@value #MOST}. Who asks after one that takes long is told so, and asks again. What is
 * meant for another life of this node is refused. For one event loop.
 */
final class OwnersDesk {
    static final int MOST = 10_000;
    static final int MOST_BYTES = 16 * 1024 * 1024;
    /** The largest answer, in bytes of JSON. */
    static final int LARGEST_ANSWER = 16 * 1024 * 1024;

    private static final int KEEP_MINUTES = 10;
    /** How long an outcome is kept at most. */
    static final Duration KEEP = Duration.ofMinutes(KEEP_MINUTES);

    private static final int MOST_READS = 1_000;
    private static final int MOST_BYTES_OF_READS = 32 * 1024 * 1024;
    private static final Duration KEEP_READS = Duration.ofSeconds(30);
    /** Answers of so many rows are written and read aside. */
    static final int MANY_ROWS = 200;

    private final Commands local;
    private final Nodes nodes;
    private final Origin self;
    private final Context home;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final ForwardCounts counts;
    private final Shelf changes;
    private final Shelf reads;
    private final Shelf presents;
    private boolean closed;

    OwnersDesk(
            Commands local,
            Nodes nodes,
            Origin self,
            Context home,
            Patience patience,
            LongSupplier nanoTime,
            ForwardCounts counts) {
        this.local = local;
        this.nodes = nodes;
        this.self = self;
        this.home = home;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.counts = counts;
        this.changes = new Shelf(MOST, MOST_BYTES, KEEP, counts);
        this.reads = new Shelf(MOST_READS, MOST_BYTES_OF_READS, KEEP_READS, counts);
        this.presents = new Shelf(MOST_READS, MOST_BYTES_OF_READS, KEEP_READS, counts);
    }

    /** What came of a command, as far as it has come to an end soon. */
    Future<Record> answer(Envelope<CommandAsk> envelope) {
        CommandAsk ask = envelope.body();
        Caller caller = ask.caller().via(envelope.from().node());
        String key = key(envelope.from(), ask.id());
        if (!isChange(ask.command())) {
            return answer(reads, key, ask.part(), () -> execute(ask, caller));
        }
        String why = whyNot(ask, changes.get(key) != null);
        return why == null
                ? answer(changes, key, ask.part(), () -> execute(ask, caller))
                : Future.failedFuture(CommandFailure.unreachable("OWNER_UNREACHABLE: " + why));
    }

    /** Why a command that changes something is not carried out here, or not once more; null if it may be. */
    private @Nullable String whyNot(CommandAsk ask, boolean isKnown) {
        String what = ask.command().name();
        if (!self.start().equals(ask.life())) {
            return "node '" + self.node() + "' is not in the life that was asked for " + what
                    + ": it was started anew, or two nodes have that name; "
                    + (ask.isFirst()
                            ? "nothing was done there: ask again in a moment"
                            : "what came of it is not known: look with ps");
        }
        boolean mayBeForgotten = ask.begun() || (ask.again() && changes.mayHaveForgotten(nanoTime.getAsLong()));
        return isKnown || !mayBeForgotten
                ? null
                : "node '" + self.node() + "' doesn't keep any more what came of " + what + ": look with ps";
    }

    /** What somebody does once. */
    interface Work {
        Future<? extends Answer> begin();
    }

    /** The present of somebody who follows, which is kept for a while, as following twice would not be the same. */
    Future<Record> present(Origin from, String id, int part, Work work) {
        return answer(presents, key(from, id), part, work);
    }

    /** What is the same in each message about one thing that {@code from} asks for. */
    static String key(Origin from, String id) {
        return from.node() + '/' + from.start() + '/' + id;
    }

    /** What came of {@code work}, which is begun if it wasn't before. */
    private Future<Record> answer(Shelf shelf, String key, int part, Work work) {
        Case known = shelf.get(key);
        if (known == null) {
            if (closed) {
                return Future.failedFuture(CommandFailure.unavailable(
                        "node '" + self.node() + "' is shutting down: ask again when it is back"));
            }
            if (part > 0) {
                return Future.failedFuture(CommandFailure.unavailable(
                        "node '" + self.node() + "' doesn't keep that answer any more: ask again"));
            }
            known = new Case();
            if (!shelf.begin(key, known, nanoTime.getAsLong())) {
                return Future.failedFuture(CommandFailure.unavailable("node '" + self.node() + "' carries out "
                        + shelf.most() + " commands of other nodes already: ask again in a moment"));
            }
            begin(key, known, shelf, work);
        } else {
            counts.duplicates.increment();
        }
        return known.isFinished() ? known.part(part) : soon(known);
    }

    private static boolean isChange(Command<?> command) {
        return command instanceof Command.Steer
                || command instanceof Command.Reload
                || command instanceof Command.Shutdown;
    }

    private Future<? extends Answer> execute(CommandAsk ask, Caller caller) {
        counts.executed.increment();
        return local.execute(ask.command(), caller);
    }

    private void begin(String key, Case begun, Shelf shelf, Work work) {
        Future<? extends Answer> answer;
        try {
            answer = work.begin();
        } catch (RuntimeException thrown) {
            answer = Future.failedFuture(thrown);
        }
        answer.compose(result -> settled(shelf).compose(version -> written(result, version)))
                .onComplete(done -> atHome(
                        () -> finish(key, begun, shelf, done.succeeded() ? done.result() : failed(done.cause()))));
    }

    /** Of what others must know to know what was done; of questions nothing. */
    private Future<Long> settled(Shelf shelf) {
        return shelf == changes ? nodes.settled().otherwise(0L) : Future.succeededFuture(0L);
    }

    private void atHome(Runnable task) {
        home.runOnContext(now -> task.run());
    }

    private void finish(String key, Case done, Shelf shelf, Case.Outcome outcome) {
        done.finish(outcome, nanoTime.getAsLong());
        shelf.finished(key, done);
        if (shelf == reads && !done.isLarge()) {
            shelf.remove(key);
        }
    }

    private static Case.Outcome failed(Throwable cause) {
        CommandFailure failure = cause instanceof CommandFailure known
                ? known
                : CommandFailure.internal("the command failed within Baton, whose log has more: " + cause);
        return new Case.Outcome(null, null, failure, failure.sentence().length(), 0);
    }

    private Future<Case.Outcome> written(Answer answer, long version) {
        return Rows.count(answer) <= MANY_ROWS
                ? Future.future(promise -> promise.complete(write(answer, version)))
                : home.owner().executeBlocking(() -> write(answer, version), false);
    }

    private Case.Outcome write(Answer answer, long version) {
        Written reply = Written.of(self, new CommandReply(answer, null, 0, version));
        int length = reply.message().length();
        if (length > LARGEST_ANSWER) {
            throw CommandFailure.tooLarge("the answer of node '" + self.node() + "' has " + length
                    + " bytes, and may have " + LARGEST_ANSWER + ": ask for less at once, such as by a smaller --last");
        }
        return reply.fits()
                ? new Case.Outcome(reply, null, null, length, version)
                : new Case.Outcome(null, reply.message(), null, length, version);
    }

    private Future<Record> soon(Case underWay) {
        Promise<Record> promise = underWay.join();
        long timer = home.owner().setTimer(patience.pending().toMillis(), now -> underWay.leave(promise));
        return promise.future().onComplete(done -> home.owner().cancelTimer(timer));
    }

    /** Forgets what nobody can ask after any more. */
    void forgetOld() {
        long now = nanoTime.getAsLong();
        changes.forgetOld(now);
        reads.forgetOld(now);
        presents.forgetOld(now);
    }

    /** Begins nothing any more. What is under way may still be asked after. */
    void close() {
        closed = true;
    }
}
