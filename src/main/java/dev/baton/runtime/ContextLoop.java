package dev.baton.runtime;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The event loop of a context, for those who only want to run things on it, now or later. */
public record ContextLoop(Vertx vertx, Context context) implements TimingWheel.Loop {
    @Override
    public void run(Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    @Override
    public Runnable runLater(long millis, Runnable task) {
        long timer = vertx.setTimer(millis, ignored -> task.run());
        return () -> vertx.cancelTimer(timer);
    }
}
