package dev.baton.control.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One client that is told the present and everything after it, as server-sent events. It writes only while the connection takes
 * it; what can't be written stays in the feed, and is gone when the feed has no room for it any more. Then an event
 * {@code gap} says so: at the next row of each source that lacks some, or after a while without one.
 */
final class EventStream implements Rounds.Served {
    private static final long PATIENCE_SECONDS = 60;
    private static final String TOO_SLOW = "you read more slowly than things happen";
    private static final String NOT_KEPT =
            "more happened on this node than could be passed on, or it couldn't be reached";

    private final HttpConnection connection;
    private final HttpServerResponse response;
    private final Feed feed;
    private final Filter filter;
    private final Beginning beginning;
    private final Patience patience = new Patience(PATIENCE_SECONDS);
    /** Why rows of a node may be missing before its next one. */
    private final Map<String, String> unsure = new TreeMap<>();
    /** How far it has come: the number of the last row of each source. Never changed, as others may have the same. */
    private Map<String, Long> told;
    /** Which life of each source that is. */
    private Lives lives;

    private long at;
    private boolean hasMissed;
    private boolean isWaiting;
    private boolean isClosed;
    private boolean hasWritten;

    /**
     * A stream whose head is written.
     *
     * @param beginning what it begins with
     * @param told up to which number rows count as told, by source; later ones are
     * @param at where in the feed it goes on
     * @param lives which life of each source the numbers are of
     */
    EventStream(
            HttpServerRequest request,
            Feed feed,
            Filter filter,
            Beginning beginning,
            Map<String, Long> told,
            long at,
            Lives lives) {
        this.connection = request.connection();
        this.response = request.response();
        this.feed = feed;
        this.filter = filter;
        this.beginning = beginning;
        this.told = Map.copyOf(told);
        this.lives = lives;
        this.at = at;
    }

    /** Joins the feed. */
    void begin() {
        feed.join(this);
        tellUpTo(feed.rows().head());
    }

    /** Rows of {@code node} may be missing before the first that comes. */
    void doubt(String node, String why) {
        unsure.put(node, why);
    }

    @Override
    public boolean isClosed() {
        return isClosed;
    }

    /** Baton ends it. */
    void end() {
        if (!isClosed) {
            isClosed = true;
            response.end();
        }
    }

    /** What has been written may end in the midst of a row. */
    @Override
    public void breakOff() {
        isClosed = true;
        connection.close();
    }

    /** The client has gone, or Baton has ended it. */
    void close() {
        isClosed = true;
        feed.leave();
    }

    /** Writes what there is, before position {@code to}, as far as the connection takes it. */
    @Override
    public void tellUpTo(long to) {
        while (!isClosed && !isWaiting) {
            if (response.writeQueueFull()) {
                waitForClient();
            } else if (!beginning.isOver()) {
                write(beginning.part());
            } else if (at < feed.rows().first()) {
                hasMissed = true;
                at = feed.rows().first();
            } else if (at >= to) {
                return;
            } else {
                tellNext(to);
            }
        }
    }

    private void waitForClient() {
        isWaiting = true;
        response.drainHandler(drained -> {
            isWaiting = false;
            patience.taken();
            tellUpTo(feed.rows().head());
        });
    }

    private void tellNext(long to) {
        Row row = feed.rows().get(at);
        if (row == Row.LOST) {
            hasMissed = true;
            at++;
        } else if (row.isMark()) {
            miss(row);
            at++;
        } else if (hasMissed || !unsure.isEmpty() || !lives.isOf(row)) {
            tellOne(row);
            at++;
        } else {
            Feed.Batch batch = feed.batch(new Feed.Stand(at, filter, told, lives), to);
            write(batch.text());
            at = batch.to();
            told = batch.told();
        }
    }

    private void miss(Row mark) {
        if (mark.isOfNode()) {
            doubt(mark.source(), NOT_KEPT);
        } else {
            write(Frames.gap(mark.source(), null, null, NOT_KEPT));
        }
    }

    /** After a gap the next one says how far it goes. */
    private void tellOne(Row row) {
        if (!filter.reaches(row) || lives.isBefore(row)) {
            return;
        }
        Long before = told.get(row.source());
        if (lives.isUnknown(row)) {
            if (before != null && row.seq() != before + 1) {
                // Only the history knows what lies between, or if it has begun anew: the client asks again.
                end();
                return;
            }
            lives = lives.with(row);
        } else if (!lives.isOf(row)) {
            beginAnew(row);
            before = told.get(row.source());
        }
        if (before != null && row.seq() <= before) {
            return;
        }
        tellWhatIsMissing(row, before);
        told = with(told, row.source(), row.seq());
        if (filter.lets(row)) {
            write(row.frame(told));
        }
    }

    private void beginAnew(Row row) {
        lives = lives.with(row);
        Long before = told.get(row.source());
        if (row.isOfNode()) {
            write(Frames.gap(row.source(), before == null ? null : before + 1, null, Frames.STARTED_ANEW));
            doubt(row.source(), Frames.FORGOTTEN);
        }
        told = with(told, row.source(), 0);
    }

    private void tellWhatIsMissing(Row row, @Nullable Long before) {
        if (hasMissed) {
            hasMissed = false;
            if (row.isOfNode()) {
                told.keySet().forEach(node -> unsure.putIfAbsent(node, TOO_SLOW));
            } else if (row.source().isEmpty()) {
                write(Frames.gap("", (before == null ? 0 : before) + 1, row.seq() - 1, TOO_SLOW));
            } else {
                write(Frames.gap("", null, null, TOO_SLOW));
            }
        }
        String why = unsure.remove(row.source());
        if (why != null && row.seq() > (before == null ? 0 : before) + 1) {
            write(Frames.gap(row.source(), before == null ? null : before + 1, row.seq() - 1, why));
        }
    }

    private static Map<String, Long> with(Map<String, Long> all, String source, long value) {
        Map<String, Long> more = new HashMap<>(all);
        more.put(source, value);
        return Map.copyOf(more);
    }

    /** Tells the client that Baton is there, and finds out if the client is. */
    void tick(long now) {
        if (isClosed) {
            return;
        }
        if (patience.isOver(isWaiting, now)) {
            connection.close();
        } else if (!isWaiting) {
            tellDoubts();
            if (!hasWritten) {
                response.write(Frames.COMMENT);
            }
            hasWritten = false;
        }
    }

    /** Who has no next row in a while may have none for hours. */
    private void tellDoubts() {
        if (at < feed.rows().head() || !beginning.isOver()) {
            return;
        }
        unsure.forEach((node, why) -> {
            Long before = told.get(node);
            write(Frames.gap(node, before == null ? null : before + 1, null, why));
        });
        unsure.clear();
    }

    private void write(Buffer text) {
        if (text.length() > 0) {
            hasWritten = true;
            response.write(text);
        }
    }
}
