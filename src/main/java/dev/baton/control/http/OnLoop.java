package dev.baton.control.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Brings answers that come on any thread back to one event loop. */
final class OnLoop {
    private final Context home;
    private final Thread thread;

    /** Made on the event loop. */
    OnLoop(Context home) {
        this.home = home;
        this.thread = Thread.currentThread();
    }

    /** Runs {@code task} on the event loop, soon; on any thread. */
    void soon(Runnable task) {
        home.runOnContext(now -> task.run());
    }

    /** Runs {@code task} when the event loop has looked at all of its connections once more; on the event loop. */
    void afterRequests(Runnable task) {
        // What is put in the queue of an event loop by its own tasks is run before it looks again; what is scheduled is
        // not.
        ScheduledFuture<?> unused =
                ((ContextInternal) home).nettyEventLoop().schedule(() -> soon(task), 0, TimeUnit.NANOSECONDS);
    }

    /** The same result as {@code future}, told on the event loop. */
    <T> Future<T> of(Future<T> future) {
        if (future.isComplete() && Thread.currentThread() == thread) {
            return future;
        }
        Promise<T> promise = Promise.promise();
        future.onComplete(result -> run(() -> {
            if (result.succeeded()) {
                promise.complete(result.result());
            } else {
                promise.fail(result.cause());
            }
        }));
        return promise.future();
    }

    private void run(Runnable task) {
        if (Thread.currentThread() == thread) {
            task.run();
        } else {
            soon(task);
        }
    }
}
