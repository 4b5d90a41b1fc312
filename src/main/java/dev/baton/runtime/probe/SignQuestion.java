package dev.baton.runtime.probe;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks whether the process has given a sign of life by itself since it was last asked. */
final class SignQuestion implements Question {
    private final AtomicBoolean seen;

    /** @param seen set by each sign */
    SignQuestion(AtomicBoolean seen) {
        this.seen = seen;
    }

    @Override
    public Asked ask() {
        String answer = seen.getAndSet(false) ? GOOD : "it did not send WATCHDOG=1";
        return new Asked() {
            @Override
            public Future<String> answer() {
                return Future.succeededFuture(answer);
            }

            @Override
            public void giveUp() {
                // It has been answered.
            }
        };
    }
}
