package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link Routes}: whoever comes before they are laid. */
class LateRoutesTest {
    private static final String REQUEST = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger plans = new AtomicInteger();
    private final CountDownLatch mayBeLaid = new CountDownLatch(1);

    @AfterEach
    void close() {
        mayBeLaid.countDown();
        vertx.close().await();
    }

    private Router echo() {
        Router router = Router.router(vertx);
        router.post("/echo")
                .handler(BodyHandler.create(false))
                .handler(request -> request.end("heard " + request.body().asString()));
        return router;
    }

    private int serve(Routes routes) {
        return Future.<HttpServer>future(served -> vertx.runOnContext(begin -> vertx.createHttpServer()
                        .requestHandler(routes)
                        .listen(0)
                        .onComplete(served)))
                .await()
                .actualPort();
    }

    @Test
    void waitWithoutLosingWhatTheySend() throws IOException {
        int port = serve(new Routes(vertx, () -> {
            plans.incrementAndGet();
            awaitQuietly(mayBeLaid);
            return echo();
        }));

        try (RawClient one = new RawClient(port);
                RawClient other = new RawClient(port)) {
            one.send(REQUEST + "hello");
            await().until(() -> plans.get() == 1);
            other.send(REQUEST).send("wor");
            mayBeLaid.countDown();

            assertThat(one.readUntil("heard hello")).contains("200 OK").endsWith("heard hello");
            other.send("ld");
            assertThat(other.readUntil("heard world")).contains("200 OK").endsWith("heard world");
        }
        assertThat(plans).hasValue(1);
    }

    @Test
    void areToldIfThatFailsAndTheNextMayTryAgain() throws IOException {
        int port = serve(new Routes(vertx, () -> {
            if (plans.incrementAndGet() == 1) {
                throw new IllegalStateException("the contract can't be read");
            }
            return echo();
        }));

        try (RawClient client = new RawClient(port)) {
            assertThat(client.send(REQUEST + "hello").readUntil("more\""))
                    .contains("500 Internal Server Error", "application/problem+json")
                    .doesNotContain("can't be read");
            assertThat(client.send(REQUEST + "hello").readUntil("heard hello")).contains("200 OK");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
