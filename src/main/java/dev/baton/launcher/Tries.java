package dev.baton.launcher;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What may fail for a moment, tried again. Safe to use from any thread. */
final class Tries {
    private Tries() {}

    /**
     * Completes as the first attempt that succeeds, or fails as the last one.
     *
     * @param most how many attempts there are, at least 1
     * @param pause between two of them
     */
    static <T> Future<T> of(Vertx vertx, int most, Duration pause, Supplier<Future<T>> attempt) {
        Future<T> first = attempt.get();
        return most <= 1
                ? first
                : first.recover(failure -> vertx.timer(pause.toMillis(), TimeUnit.MILLISECONDS)
                        .compose(later -> of(vertx, most - 1, pause, attempt)));
    }
}
