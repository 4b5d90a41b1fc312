package dev.baton.cluster.view;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Waits for what may never come. */
final class Deadline {
    private Deadline() {}

    /** As {@code future}, but failed once {@code limit} has passed. For the current context. */
    static <T> Future<T> within(Duration limit, Vertx vertx, Future<T> future) {
        if (future.isComplete()) {
            return future;
        }
        Promise<T> bounded = Promise.promise();
        long timer = vertx.setTimer(
                limit.toMillis(),
                id -> bounded.tryFail(new TimeoutException("no answer within " + limit.toMillis() + " ms")));
        future.onComplete(result -> {
            vertx.cancelTimer(timer);
            if (result.succeeded()) {
                bounded.tryComplete(result.result());
            } else {
                bounded.tryFail(result.cause());
            }
        });
        return bounded.future();
    }
}
