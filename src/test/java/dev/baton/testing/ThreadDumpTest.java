package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ThreadDumpTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static String suspects() {
        return String.join("\n\n", ThreadDump.of(ProcessHandle.current().pid()).suspects());
    }

    @Test
    void findsAnEventLoopThatWaitsAndAWorkerThatWaitsForAnAnswer() {
        Vertx vertx = Vertx.vertx();
        CompletableFuture<Void> end = new CompletableFuture<>();
        Promise<Void> idle = Promise.promise();
        vertx.runOnContext(ignored -> idle.complete());
        idle.future().await();
        await().atMost(SOON).untilAsserted(() -> assertThat(suspects()).doesNotContain("vert.x-"));

        vertx.runOnContext(ignored -> end.join());
        vertx.executeBlocking(() -> end.join());

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(suspects()).contains("vert.x-eventloop-thread", "vert.x-worker-thread"));
        end.complete(null);
        await().atMost(SOON).untilAsserted(() -> assertThat(suspects()).doesNotContain("vert.x-"));
        vertx.close().await();
    }

    @Test
    void findsAThreadThatIsBlocked() {
        Object monitor = new Object();
        Thread blocked = new Thread(
                () -> {
                    synchronized (monitor) {
                        monitor.notifyAll();
                    }
                },
                "blocked-for-a-test");
        synchronized (monitor) {
            blocked.start();
            await().atMost(SOON).untilAsserted(() -> assertThat(suspects()).contains("blocked-for-a-test"));
        }
    }
}
