package dev.baton.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.process.Check;
import dev.baton.process.Probe;
import dev.baton.testing.Certificates;
import dev.baton.testing.TestPorts;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readiness and liveness by a page, against real servers of every kind. */
class HttpProbeTest {
    private static final String READY = "ready";

    private final Ward ward = new Ward();

    @AfterEach
    void close() {
        ward.close();
    }

    private Check.Http pageOf(Handler<HttpServerRequest> handler) {
        return page(
                Ward.get(ward.vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"))
                        .actualPort());
    }

    private static Check.Http page(int port) {
        return new Check.Http(URI.create("http://127.0.0.1:" + port + "/health?token=secret"));
    }

    private Check.Http answering(AtomicInteger status) {
        return pageOf(request -> request.response().setStatusCode(status.get()).end("how it is"));
    }

    /** A server that takes connections, but no HTTP. */
    private Check.Http rawAnswering(String text) {
        return page(Ward.get(ward.vertx
                        .createNetServer()
                        .connectHandler(socket -> socket.handler(request -> socket.write(text)))
                        .listen(0, "127.0.0.1"))
                .actualPort());
    }

    @Test
    void isReadyWhenTheStatusIsGood() {
        AtomicInteger status = new AtomicInteger(503);
        Ward.Patient patient =
                ward.admit(Ward.process(Ward.probe(answering(status)), null)).begin();

        patient.awaitTrouble("/health: status 503");
        assertThat(patient.probing.trouble())
                .startsWith("readiness http http://127.0.0.1:")
                .doesNotContain("secret");
        assertThat(patient.told).isEmpty();
        status.set(204);
        patient.awaitReady();
        assertThat(patient.told).containsExactly(READY);
        assertThat(patient.probing.trouble()).isEmpty();
    }

    @Test
    void takesARedirectForAnAnswerAndDoesNotFollowIt() {
        AtomicInteger followed = new AtomicInteger();
        Check.Http page = pageOf(request -> {
            if (request.path().equals("/health")) {
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/elsewhere")
                        .end();
            } else {
                followed.incrementAndGet();
                request.response().setStatusCode(500).end();
            }
        });

        ward.admit(Ward.process(Ward.probe(page), null)).begin().awaitReady();

        assertThat(followed).hasValue(0);
    }

    @Test
    void isNotAliveWhenItFailsThriceInARow() {
        AtomicInteger status = new AtomicInteger(200);
        Ward.Patient patient = ward.admit(Ward.process(Ward.probe(answering(status)), Ward.probe(answering(status))))
                .begin()
                .awaitReady();

        status.set(500);
        patient.awaitTold(2);

        assertThat(patient.told.get(1))
                .matches("liveness http http://127\\.0\\.0\\.1:\\d+/health failed 3 times: status 500");
    }

    @Test
    void isAliveWhenItFailsNowAndThen() {
        AtomicInteger asked = new AtomicInteger();
        Check.Http page = pageOf(request -> request.response()
                .setStatusCode(asked.incrementAndGet() % 3 == 0 ? 200 : 500)
                .end());
        AtomicInteger good = new AtomicInteger(200);
        Ward.Patient patient = ward.admit(Ward.process(Ward.probe(answering(good)), Ward.probe(page)))
                .begin()
                .awaitReady();

        await().until(() -> asked.get() > 20);

        assertThat(patient.told).containsExactly(READY);
    }

    @Test
    void isNotAliveWhenNobodyListensAnyMore() {
        AtomicInteger good = new AtomicInteger(200);
        Ward.Patient patient = ward.admit(Ward.process(Ward.probe(answering(good)), Ward.probe(page(TestPorts.next()))))
                .begin()
                .awaitTold(2);

        assertThat(patient.told.get(1)).endsWith("failed 3 times: connection refused");
    }

    @Test
    void isNotReadyWhenTheServerHangs() {
        Check.Http silent = pageOf(request -> {});
        Probe impatient = Ward.probe(silent, Duration.ofMillis(60));
        Ward.Patient patient = ward.admit(Ward.process(impatient, null)).begin();

        patient.awaitTrouble("no answer within 60ms");

        assertThat(patient.told).isEmpty();
    }

    @Test
    void isNotReadyWhenTheAnswerIsNoHttp() {
        Ward.Patient patient = ward.admit(
                        Ward.process(Ward.probe(rawAnswering("\u0001 no such protocol\r\n\r\n")), null))
                .begin();

        patient.awaitTrouble("readiness http");

        assertThat(patient.told).isEmpty();
    }

    @Test
    void endlessPagesAndHeadersCostNothing() {
        Check.Http endless = pageOf(request -> {
            request.response().setChunked(true);
            ward.vertx.setPeriodic(1, timer -> {
                if (request.response().closed()) {
                    ward.vertx.cancelTimer(timer);
                } else {
                    request.response().write("x".repeat(16 * 1024));
                }
            });
        });
        ward.admit(Ward.process(Ward.probe(endless), null)).begin().awaitReady();

        Ward.Patient patient = ward.admit(
                        Ward.process(Ward.probe(rawAnswering("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000))), null))
                .begin();
        patient.awaitTrouble("readiness http");
        assertThat(patient.told).isEmpty();
    }

    @Test
    void asksWithTlsWithoutJudgingTheCertificate(@TempDir Path folder) throws Exception {
        Certificates.Pair made = Certificates.make(folder, "server");
        int port = Ward.get(ward.vertx
                        .createHttpServer(new HttpServerOptions()
                                .setSsl(true)
                                .setKeyCertOptions(new PemKeyCertOptions()
                                        .setCertPath(made.cert().toString())
                                        .setKeyPath(made.key().toString())))
                        .requestHandler(request -> request.response().end())
                        .listen(0, "127.0.0.1"))
                .actualPort();
        Check.Http page = new Check.Http(URI.create("https://127.0.0.1:" + port + "/"));

        ward.admit(Ward.process(Ward.probe(page), null)).begin().awaitReady();
    }

    @Test
    void tellsNothingAfterItsEnd() {
        AtomicInteger status = new AtomicInteger(503);
        AtomicInteger asked = new AtomicInteger();
        Check.Http page = pageOf(request -> {
            asked.incrementAndGet();
            ward.vertx.setTimer(
                    30, timer -> request.response().setStatusCode(status.get()).end());
        });
        Ward.Patient patient = ward.admit(Ward.process(Ward.probe(page), null)).begin();
        patient.awaitTrouble("status 503");
        status.set(200);
        patient.does(patient.probing::end);
        int before = asked.get();

        Ward.Patient other =
                ward.admit(Ward.process(Ward.probe(page), null)).begin().awaitReady();

        assertThat(other.told).containsExactly(READY);
        assertThat(patient.told).isEmpty();
        assertThat(asked.get()).isLessThanOrEqualTo(before + 3);
    }
}
