package dev.baton.cluster.forward;

import dev.baton.cluster.wire.Written;
import dev.baton.command.CommandFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command of another node: under way, then finished. For one thread. */
final class Case {
    /** How many bytes of a large answer go into one message; in Base64 a third more. */
    static final int PIECE = 700 * 1024;

    private final List<Promise<Record>> waiting = new ArrayList<>(1);
    private @Nullable Outcome outcome;
    private long finishedAt;

    /**
     * What came of it: one of the three.
     *
     * @param reply fits into one message, and is written already
     * @param large goes in pieces
     * @param failure went wrong
     * @param size in bytes, about
     * @param version what everybody must know of this node to know what was done
     */
    record Outcome(
            @Nullable Written reply,
            @Nullable Buffer large,
            @Nullable CommandFailure failure,
            int size,
            long version) {}

    boolean isFinished() {
        return outcome != null;
    }

    long finishedAt() {
        return finishedAt;
    }

    int size() {
        return outcome == null ? 0 : outcome.size();
    }

    boolean isLarge() {
        return outcome != null && outcome.large() != null;
    }

    /** Completes when it is finished; whoever doesn't wait any more says so with {@link #leave}. */
    Promise<Record> join() {
        Promise<Record> promise = Promise.promise();
        waiting.add(promise);
        return promise;
    }

    void leave(Promise<Record> promise) {
        waiting.remove(promise);
        promise.tryComplete(CommandReply.PENDING);
    }

    void finish(Outcome what, long now) {
        outcome = what;
        finishedAt = now;
        List<Promise<Record>> told = List.copyOf(waiting);
        waiting.clear();
        told.forEach(each -> part(0).onComplete(each));
    }

    /** A part of what came of it. */
    Future<Record> part(int part) {
        if (outcome == null) {
            return Future.succeededFuture(CommandReply.PENDING);
        }
        if (outcome.failure() != null) {
            return Future.failedFuture(outcome.failure());
        }
        return outcome.large() == null
                ? Future.succeededFuture(outcome.reply())
                : piece(outcome, outcome.large(), part);
    }

    private static Future<Record> piece(Outcome outcome, Buffer large, int part) {
        int pieces = (large.length() + PIECE - 1) / PIECE;
        if (part >= pieces) {
            return Future.failedFuture(CommandFailure.malformed(
                    "the answer has " + pieces + " parts, so there is none with the number " + part));
        }
        byte[] bytes = large.getBytes(part * PIECE, Math.min(large.length(), (part + 1) * PIECE));
        String piece = Base64.getEncoder().encodeToString(bytes);
        return Future.succeededFuture(new CommandReply(null, piece, pieces, outcome.version()));
    }
}
