package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TriesTest {
    private static final int MOST = 3;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger made = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Future<Integer> tried(int succeeding) {
        return Tries.of(vertx, MOST, Duration.ofMillis(1), () -> {
            int attempt = made.incrementAndGet();
            return attempt == succeeding
                    ? Future.succeededFuture(attempt)
                    : Future.failedFuture(new IllegalStateException("attempt " + attempt));
        });
    }

    @Test
    void isContentWithTheFirstThatSucceeds() {
        assertThat(tried(2).await()).isEqualTo(2);
        assertThat(made).hasValue(2);
    }

    @Test
    void failsAsTheLast() {
        assertThatThrownBy(() -> tried(MOST + 1).await()).hasMessage("attempt 3");
    }
}
