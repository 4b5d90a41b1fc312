package dev.baton.orchestrator;

import dev.baton.lifecycle.Ending;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * What those who embed Baton wait for in one agent's life: its start, its readiness, its end. Touched by the
 * orchestrator's event loop only; promises are made when somebody asks.
 */
final class StateEvents {
    private boolean isStarted;
    private boolean isReady;
    private @Nullable Ending ended;
    private @Nullable Promise<Void> started;
    private @Nullable Promise<Void> ready;
    private @Nullable Promise<Ending> closed;

    /** Asked to start; an earlier life counts no more. */
    void expect() {
        isStarted = false;
        isReady = false;
        ended = null;
    }

    /** The start has begun. */
    void start() {
        isStarted = true;
        if (started != null) {
            started.complete();
            started = null;
        }
    }

    /** The life has ended, and another one follows by itself. */
    void retry() {
        isStarted = false;
        isReady = false;
    }

    void ready() {
        isReady = true;
        if (ready != null) {
            ready.complete();
            ready = null;
        }
    }

    void close(Ending ending) {
        ended = ending;
        if (closed != null) {
            closed.complete(ending);
            closed = null;
        }
        String message = messageOf(ending);
        if (started != null) {
            started.fail(message);
            started = null;
        }
        if (ready != null) {
            ready.fail(message);
            ready = null;
        }
    }

    /** It can't be stopped: those who wait for its end are told so, and may ask again. */
    void stuck(String reason) {
        if (closed != null) {
            closed.fail("the agent is stuck: " + reason);
            closed = null;
        }
    }

    Future<Void> whenStarted() {
        if (isStarted) {
            return Future.succeededFuture();
        }
        if (ended != null) {
            return Future.failedFuture(messageOf(ended));
        }
        if (started == null) {
            started = Promise.promise();
        }
        return started.future();
    }

    Future<Void> whenReady() {
        if (isReady) {
            return Future.succeededFuture();
        }
        if (ended != null) {
            return Future.failedFuture(messageOf(ended));
        }
        if (ready == null) {
            ready = Promise.promise();
        }
        return ready.future();
    }

    Future<Ending> whenClosed() {
        if (ended != null) {
            return Future.succeededFuture(ended);
        }
        if (closed == null) {
            closed = Promise.promise();
        }
        return closed.future();
    }

    private static String messageOf(Ending ending) {
        return "the agent has ended in " + ending.status() + (ending.reason().isEmpty() ? "" : ": " + ending.reason());
    }
}
