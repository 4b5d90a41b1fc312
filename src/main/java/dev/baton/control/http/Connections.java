package dev.baton.control.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * All connections, a bounded number, and by when each has to have done what is expected of it: its first request, the whole of
 * a body, the next request. Drop by drop doesn't count, only the whole. One timer serves all of them.
 */
final class Connections {
    static final int MOST = 5_000;
    static final long REQUEST_SECONDS = 10;
    static final long BODY_SECONDS = 10;
    static final long IDLE_SECONDS = 75;

    private static final long NEVER = Long.MAX_VALUE;
    private static final long SWEEP_MILLIS = 1_000;

    private final Vertx vertx;
    private final LongSupplier nanos;
    private final Map<HttpConnection, Deadline> open = new HashMap<>();
    private boolean sweeping;

    Connections(Vertx vertx, LongSupplier nanos) {
        this.vertx = vertx;
        this.nanos = nanos;
    }

    private static final class Deadline {
        private long at;
    }

    void opened(HttpConnection connection) {
        if (open.size() >= MOST) {
            connection.close();
            return;
        }
        Deadline deadline = new Deadline();
        deadline.at = in(REQUEST_SECONDS);
        open.put(connection, deadline);
        connection.closeHandler(closed -> open.remove(connection));
        if (!sweeping) {
            sweeping = true;
            vertx.setTimer(SWEEP_MILLIS, timer -> sweep());
        }
    }

    /** The head of a request is there; the body, if there is one, has to follow. */
    void begun(HttpServerRequest request, boolean hasBody) {
        set(request, hasBody ? in(BODY_SECONDS) : NEVER);
    }

    /** The body is there. */
    void received(HttpServerRequest request) {
        set(request, NEVER);
    }

    /** It is answered; another request may follow. */
    void answered(HttpServerRequest request) {
        set(request, in(IDLE_SECONDS));
    }

    private void set(HttpServerRequest request, long at) {
        Deadline deadline = open.get(request.connection());
        if (deadline != null) {
            deadline.at = at;
        }
    }

    private long in(long seconds) {
        return nanos.getAsLong() + TimeUnit.SECONDS.toNanos(seconds);
    }

    private void sweep() {
        long now = nanos.getAsLong();
        List<HttpConnection> late = new ArrayList<>();
        open.forEach((connection, deadline) -> {
            if (deadline.at != NEVER && deadline.at - now < 0) {
                late.add(connection);
            }
        });
        late.forEach(HttpConnection::close);
        sweeping = !open.isEmpty();
        if (sweeping) {
            vertx.setTimer(SWEEP_MILLIS, timer -> sweep());
        }
    }
}
