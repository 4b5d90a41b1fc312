package dev.baton.control.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client that is told the present and everything after it, as server-sent events. It writes only while the connection takes
 * it; what can't be written stays in the feed, and is gone when the feed has no room for it any more. Then an event
 * {@code gap} says so.
 */
final class EventStream {
    private static final int LARGEST_PART = 64 * 1024;
    /** Says nothing; clients skip it. */
    static final Buffer COMMENT = Buffer.buffer(":\n\n");

    private static final String TOO_SLOW = "you read more slowly than things happen";

    private final HttpConnection connection;
    private final HttpServerResponse response;
    private final Feed feed;
    private final Filter filter;
    private final Deque<Row> present;
    /** The number of the last row that was told, by source. */
    private final Map<String, Long> told;

    private long at;
    private long lastSeq;
    private boolean isJoined;
    private boolean hasMissed;
    private boolean isWaiting;
    private boolean isClosed;
    private boolean hasWritten;
    private long stuckSince;

    /**
     * A stream whose head is written.
     *
     * @param present what it begins with
     * @param told up to which number rows count as told, by source; later ones are
     * @param at where in the feed it goes on
     */
    EventStream(
            HttpServerRequest request, Feed feed, Filter filter, List<Row> present, Map<String, Long> told, long at) {
        this.connection = request.connection();
        this.response = request.response();
        this.feed = feed;
        this.filter = filter;
        this.present = new ArrayDeque<>(present);
        this.told = new HashMap<>(told);
        this.lastSeq = told.getOrDefault("", 0L);
        this.at = at;
    }

    /** Joins the feed. */
    void begin() {
        feed.join(this);
        tellUpTo(feed.rows().head());
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Baton ends it. */
    void end() {
        if (!isClosed) {
            isClosed = true;
            response.end();
        }
    }

    /** The client has gone, or Baton has ended it. */
    void close() {
        isClosed = true;
        feed.leave();
    }

    /** Writes what there is, before position {@code to}, as far as the connection takes it. */
    void tellUpTo(long to) {
        while (!isClosed && !isWaiting) {
            if (response.writeQueueFull()) {
                waitForClient();
            } else if (!present.isEmpty()) {
                write(partOfPresent());
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
            tellUpTo(feed.rows().head());
        });
    }

    private Buffer partOfPresent() {
        Buffer part = Buffer.buffer();
        Row row = present.poll();
        while (row != null) {
            part.appendBuffer(row.frame());
            row = part.length() < LARGEST_PART ? present.poll() : null;
        }
        return part;
    }

    private void tellNext(long to) {
        if (feed.rows().get(at) == Row.LOST) {
            hasMissed = true;
            at++;
        } else if (isJoined && !hasMissed) {
            Feed.Batch batch = feed.batch(at, to, filter);
            write(batch.text());
            at = batch.to();
            lastSeq = batch.lastSeq();
        } else {
            tellOne(feed.rows().get(at));
            at++;
        }
    }

    /** The first ones may have been told with the present; after a gap the next one says how far it goes. */
    private void tellOne(Row row) {
        long before = told.getOrDefault(row.source(), 0L);
        if (row.seq() <= before) {
            return;
        }
        if (hasMissed) {
            hasMissed = false;
            write(
                    row.source().isEmpty()
                            ? gap(Math.max(before, lastSeq) + 1, row.seq() - 1, TOO_SLOW)
                            : gap(null, null, TOO_SLOW));
        }
        // With one source all later ones are later by number, too.
        isJoined = row.source().isEmpty();
        lastSeq = row.seq();
        if (!isJoined) {
            told.put(row.source(), row.seq());
        }
        if (filter.lets(row)) {
            write(row.frame());
        }
    }

    /** Tells the client that Baton is there, and finds out if the client is. */
    void tick(long now, long patienceSeconds) {
        if (isClosed) {
            return;
        }
        if (!isWaiting) {
            stuckSince = now;
            if (!hasWritten) {
                response.write(COMMENT);
            }
            hasWritten = false;
        } else if (TimeUnit.NANOSECONDS.toSeconds(now - stuckSince) >= patienceSeconds) {
            connection.close();
        }
    }

    private void write(Buffer text) {
        if (text.length() > 0) {
            hasWritten = true;
            response.write(text);
        }
    }

    /** Says that rows are missing; null numbers for nobody knows which. */
    static Buffer gap(@Nullable Long from, @Nullable Long to, String reason) {
        return event("gap", new JsonObject().put("from", from).put("to", to).put("reason", reason));
    }

    static Buffer event(String name, JsonObject data) {
        return Buffer.buffer("event: " + name + "\ndata: " + data.encode() + "\n\n");
    }
}
