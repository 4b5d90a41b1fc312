package dev.baton.runtime.tree;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class LoopTest {
    @Test
    void goesOnAfterAnError() {
        try (Loop loop = new Loop("test-loop", () -> {})) {
            CompletableFuture<Void> after = new CompletableFuture<>();

            loop.execute(() -> {
                throw new StackOverflowError("thrown by a test");
            });
            loop.execute(() -> after.complete(null));

            assertThat(after.orTimeout(30, SECONDS)).succeedsWithin(30, SECONDS);
        }
    }

    @Test
    void takesNothingOnceItHasEnded() {
        Loop loop = new Loop("test-loop", () -> {});
        CompletableFuture<Void> before = new CompletableFuture<>();
        loop.close();
        boolean taken = loop.execute(() -> before.complete(null));

        if (taken) {
            assertThat(before).succeedsWithin(30, SECONDS);
        }
        await().until(() -> !loop.execute(() -> {}));
        loop.again(0, Loop.READABLE, 0);
        loop.forget(0, 0);
    }
}
