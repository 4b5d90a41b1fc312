package dev.baton.scenario;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what Baton promises, and not for ever. */
final class Waiting {
    private static final long SECONDS = 60;

    private Waiting() {}

    static <T> T await(Future<T> promised) {
        try {
            return promised.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("this took longer than " + SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new AssertionError("this failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits for a failure and returns it. */
    static Throwable awaitFailure(Future<?> promised) {
        return await(promised.<Throwable>map(value -> new AssertionError("this succeeded with " + value))
                .recover(Future::succeededFuture));
    }
}
