package dev.baton.control.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Brings answers that come on any thread back to one event loop. */
final class OnLoop implements Rounds.Turns {
    private final Context home;
    private final Thread thread;
    private long requests;

    /** Made on the event loop. */
    OnLoop(Context home) {
        this.home = home;
        this.thread = Thread.currentThread();
    }

    /** Runs {@code task} on the event loop, soon; on any thread. */
    void soon(Runnable task) {
        home.runOnContext(now -> task.run());
    }

    /**
     * Runs {@code task} when the event loop has looked at its connections again. A task would be run before that, and a timer of
     * Vert.x a millisecond later at the earliest.
     */
    void afterRequests(Runnable task) {
        ContextInternal context = (ContextInternal) home;
        ScheduledExecutorService loop = context.nettyEventLoop();
        var unused = loop.schedule(() -> context.dispatch(task), 0, TimeUnit.NANOSECONDS);
    }

    /**
     * Runs {@code task} after so many nanoseconds, and not before the event loop has looked at its connections again. Timers of
     * the event loop's own would keep it busy: it doesn't wait for what is due within half a millisecond, but looks again and
     * again.
     */
    @Override
    public void after(long nanos, Runnable task) {
        if (nanos <= 0) {
            afterRequests(task);
        } else {
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, this::soon)
                    .execute(task);
        }
    }

    /** A request has come. */
    void noteRequest() {
        requests++;
    }

    @Override
    public long requests() {
        return requests;
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
