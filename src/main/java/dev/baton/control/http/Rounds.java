package dev.baton.control.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves any number of streams one after the other, and round again while there is news. A few at a time and at an even pace:
 * requests get in between, and clients on the same cores are not woken all at once. The more streams, the longer a round, and
 * the more each is told at a time. A turn is put off once when a request has just come, so that even requests without end leave
 * every second one to the streams.
 */
final class Rounds<S extends Rounds.Served> {
    /** How many streams requests may have to wait for. */
    static final int PER_TURN = 5;

    /** So few are served without a pace. */
    static final int FEW = 10;

    static final long NANOS_PER_STREAM = TimeUnit.MICROSECONDS.toNanos(100);

    /** So many in a row are told up to the same row, so that their news is put together once. */
    static final int PER_EDITION = 100;

    /** Waking up costs something too, so there may be several turns after each pause. */
    static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** By so much it may fall behind its pace and catch up; the rest is forgiven. */
    private static final long FORGIVEN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Turns turns;
    private final LongSupplier nanos;
    private final LongSupplier head;
    private final Runnable editionEnds;
    private final List<S> streams = new ArrayList<>();
    private boolean isUnderWay;
    private boolean hasGivenWay;
    private long requests;
    private int next;
    private long edition;
    private int leftOfEdition;
    private int leftOfRound;
    private long dueAt;

    /**
     * Serves nobody yet.
     *
     * @param nanos a clock that only goes forward
     * @param head the position after the newest row
     * @param editionEnds is called when the streams that follow are told up to a later row than those before, or none follow
     */
    Rounds(Turns turns, LongSupplier nanos, LongSupplier head, Runnable editionEnds) {
        this.turns = turns;
        this.nanos = nanos;
        this.head = head;
        this.editionEnds = editionEnds;
        this.dueAt = nanos.getAsLong();
    }

    /** Who is told something. */
    interface Served {
        boolean isClosed();

        /** Tells what there is before position {@code to}. */
        void tellUpTo(long to);

        /** Ends it in whatever state it is. */
        void breakOff();
    }

    /** When it goes on. */
    interface Turns {
        /** Runs {@code task} after so many nanoseconds, and not before requests that are there already. */
        void after(long nanos, Runnable task);

        /** How many requests have come so far. */
        long requests();
    }

    List<S> streams() {
        return List.copyOf(streams);
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    /** From now on {@code stream} is served. It has been told, or tells by itself, what there is up to now. */
    void join(S stream) {
        streams.add(stream);
    }

    /** Forgets those that are closed; also while one is served. */
    void leave() {
        next -= (int) streams.subList(0, next).stream().filter(Served::isClosed).count();
        streams.removeIf(Served::isClosed);
    }

    /** There are rows that nobody has been told yet. */
    void begin() {
        if (!isUnderWay) {
            isUnderWay = true;
            dueAt = later(dueAt, nanos.getAsLong());
            goOn();
        }
    }

    private void goOn() {
        if (leftOfEdition == 0) {
            beginEdition();
        }
        if (leftOfEdition == 0) {
            isUnderWay = false;
            editionEnds.run();
            return;
        }
        long wait = dueAt - nanos.getAsLong();
        turns.after(wait <= 0 ? 0 : Math.max(wait, SHORTEST_PAUSE_NANOS), this::turn);
    }

    private void beginEdition() {
        if (head.getAsLong() > edition) {
            edition = head.getAsLong();
            editionEnds.run();
            leftOfRound = streams.size();
        }
        leftOfEdition = Math.min(PER_EDITION, Math.min(leftOfRound, streams.size()));
    }

    private void turn() {
        if (givesWay()) {
            turns.after(SHORTEST_PAUSE_NANOS, this::turn);
            return;
        }
        int served = 0;
        while (served < PER_TURN && leftOfEdition > 0 && !streams.isEmpty()) {
            leftOfEdition--;
            leftOfRound--;
            next = next < streams.size() ? next : 0;
            serve(streams.get(next++));
            served++;
        }
        if (streams.isEmpty()) {
            leftOfEdition = 0;
        }
        long pace = streams.size() <= FEW ? 0 : served * NANOS_PER_STREAM;
        dueAt = later(dueAt + pace, nanos.getAsLong() - FORGIVEN_NANOS);
        goOn();
    }

    /**
     * Whoever has got an answer may need the core of this thread to read it, and would wait for the whole turn. Not twice in a row;
     * whoever asks meanwhile is given way by the turn after the next.
     */
    private boolean givesWay() {
        if (hasGivenWay) {
            hasGivenWay = false;
            return false;
        }
        hasGivenWay = turns.requests() > requests;
        requests = turns.requests();
        return hasGivenWay;
    }

    /** One that fails must not keep the others from being served ever again. */
    private void serve(S stream) {
        try {
            stream.tellUpTo(edition);
        } catch (RuntimeException thrown) {
            LOG.error("A live stream failed and is ended; its client may ask again", thrown);
            stream.breakOff();
        }
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
