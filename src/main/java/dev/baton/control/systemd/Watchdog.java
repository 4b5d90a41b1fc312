package dev.baton.control.systemd;

import io.vertx.core.Future;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Gives a sign of life when the one who is watched has answered, and asks only one question at a time: as long as there is no answer
 * there is no sign. For one thread.
 */
final class Watchdog {
    private final Supplier<Future<Void>> watched;
    private final Executor mine;
    private final Runnable sign;
    private boolean asked;

    /**
     * A watchdog that has not asked yet.
     *
     * @param watched is asked; may answer on any thread
     * @param mine the thread of this watchdog
     */
    Watchdog(Supplier<Future<Void>> watched, Executor mine, Runnable sign) {
        this.watched = watched;
        this.mine = mine;
        this.sign = sign;
    }

    void ask() {
        if (!asked) {
            // If there is no answer to wait for, because this throws, it is asked again.
            Future<Void> response = watched.get();
            asked = true;
            response.onComplete(answer -> mine.execute(() -> answered(answer.succeeded())));
        }
    }

    private void answered(boolean well) {
        asked = false;
        if (well) {
            sign.run();
        }
    }
}
