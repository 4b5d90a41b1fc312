package dev.baton.control.http;

import dev.baton.command.Following;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One follower for any number of streams: takes what comes, keeps the latest of it, and lets each stream read on from where it
 * is. What streams at the same place are told is put together once. A stream that reads too slowly costs nobody anything: it
 * finds later that rows are gone.
 */
final class Feed {
    /** How many rows a stream may be behind. */
    static final int KEPT = 8_192;

    private static final int INBOX = 16_384;
    private static final int TAKEN_PER_TURN = 1_024;
    private static final int LARGEST_BATCH = 64 * 1024;
    private static final int MOST_BATCHES = 64;

    private final OnLoop loop;
    private final Function<Consumer<Row>, Future<Following>> source;
    private final Consumer<Row> witness;
    private final Queue<Row> inbox = new MpscArrayQueue<>(INBOX);
    private final AtomicBoolean isDraining = new AtomicBoolean();
    private final AtomicBoolean hasLost = new AtomicBoolean();
    private final RecentRows rows = new RecentRows(KEPT);
    private final Rounds<EventStream> rounds;
    private final Map<Stand, Batch> batches = new HashMap<>();
    private final Map<String, Newest> newest = new HashMap<>();
    private @Nullable Future<Following> following;
    private int joining;

    /**
     * A feed that follows nothing yet.
     *
     * @param loop the event loop it belongs to
     * @param nanos a clock that only goes forward
     * @param source begins to follow, for a consumer that may be called on any thread
     * @param witness is shown each row, on the event loop, whether or not there are streams
     */
    Feed(OnLoop loop, LongSupplier nanos, Function<Consumer<Row>, Future<Following>> source, Consumer<Row> witness) {
        this.loop = loop;
        this.rounds = new Rounds<>(loop, nanos, rows::head, batches::clear);
        this.source = source;
        this.witness = witness;
    }

    /**
     * The newest row of one source.
     *
     * @param life how often the source had begun to count anew by then
     */
    record Newest(int life, long seq) {}

    /**
     * Where streams stand that are told the same next.
     *
     * @param at the position
     * @param told the number of the last row of each source
     * @param lives which life of each source that is
     */
    record Stand(long at, Filter filter, Map<String, Long> told, Lives lives) {}

    /**
     * What several streams are told at a time.
     *
     * @param to the position after it
     * @param told the number of the last row of each source after it
     */
    record Batch(long to, Buffer text, Map<String, Long> told) {}

    /** Follows, if it doesn't yet; completes on the event loop when everything from then on is kept for who joins. */
    Future<Void> follow() {
        Future<Following> begun = following;
        if (begun == null || begun.failed()) {
            begun = source.apply(this::accept);
            following = begun;
        }
        return loop.of(begun.mapEmpty());
    }

    /** From now on rows are kept for a stream that will {@linkplain #join join} or {@linkplain #giveUp give up}. */
    long reserve() {
        joining++;
        return rows.head();
    }

    void giveUp() {
        joining--;
        forgetIfAlone();
    }

    void join(EventStream stream) {
        joining--;
        rounds.join(stream);
    }

    /** The stream is closed. */
    void leave() {
        rounds.leave();
        forgetIfAlone();
    }

    /** Whether nobody reads or is about to. */
    boolean isAlone() {
        return rounds.isEmpty() && joining == 0;
    }

    List<EventStream> streams() {
        return rounds.streams();
    }

    void close() {
        rounds.streams().forEach(EventStream::end);
        if (following != null) {
            following.onSuccess(Following::close);
        }
    }

    RecentRows rows() {
        return rows;
    }

    /** The newest row of each source up to now. */
    Map<String, Newest> newest() {
        return Map.copyOf(newest);
    }

    /**
     * What streams are told next that stand there: up to {@code to}, or as much as is sent at a time, or up to a row that each
     * has to look at by itself. The first one must not be such a row.
     */
    Batch batch(Stand stand, long to) {
        Batch known = batches.get(stand);
        if (known != null && known.to <= to) {
            return known;
        }
        Map<String, Long> told = new HashMap<>(stand.told);
        Buffer text = Buffer.buffer();
        long at = stand.at;
        while (at < to && text.length() < LARGEST_BATCH) {
            Row row = rows.get(at);
            if (row.isMark() || !stand.lives.isOf(row)) {
                break;
            }
            if (stand.filter.reaches(row) && row.seq() > told.getOrDefault(row.source(), Long.MIN_VALUE)) {
                told.put(row.source(), row.seq());
                if (stand.filter.lets(row)) {
                    text.appendBuffer(row.frame(told));
                }
            }
            at++;
        }
        Batch made = new Batch(at, text, Map.copyOf(told));
        if (batches.size() >= MOST_BATCHES) {
            batches.clear();
        }
        batches.put(stand, made);
        return made;
    }

    /** On any thread; never waits. */
    private void accept(Row row) {
        if (!inbox.offer(row)) {
            hasLost.set(true);
        }
        if (isDraining.compareAndSet(false, true)) {
            loop.soon(this::drain);
        }
    }

    private void drain() {
        for (int taken = 0; taken < TAKEN_PER_TURN; taken++) {
            Row row = inbox.poll();
            if (row == null) {
                break;
            }
            note(row);
            witness.accept(row);
            if (!isAlone()) {
                rows.add(row);
            }
        }
        if (hasLost.compareAndSet(true, false) && !isAlone()) {
            rows.add(Row.LOST);
        }
        isDraining.set(false);
        if (!inbox.isEmpty() && isDraining.compareAndSet(false, true)) {
            loop.afterRequests(this::drain);
        }
        if (!rounds.isEmpty()) {
            rounds.begin();
        }
    }

    /** Nodes have come to these numbers, though no row has told of that: what is not beyond them is of a later life. */
    void know(Map<String, Long> numbers) {
        numbers.forEach((source, seq) -> {
            if (!source.isEmpty()) {
                newest.putIfAbsent(source, new Newest(0, seq));
            }
        });
    }

    /** A node that begins anew counts from 1 again. */
    private void note(Row row) {
        if (row.isMark() || row.source().isEmpty()) {
            return;
        }
        Newest before = newest.get(row.source());
        int life = before == null ? 0 : before.life + (row.seq() <= before.seq ? 1 : 0);
        row.beginLife(life);
        newest.put(row.source(), new Newest(life, row.seq()));
    }

    private void forgetIfAlone() {
        if (isAlone()) {
            rows.forget();
        }
    }
}
