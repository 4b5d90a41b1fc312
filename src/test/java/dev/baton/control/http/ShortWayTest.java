package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.command.CommandFailure;
import dev.baton.settings.RecordMapper;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes past the router, and that nobody can tell. A question mark at the end is enough to go by the router. */
class ShortWayTest {
    private static final int BY_ROUTER = 299;
    private static final List<String> TOKENS = List.of("", "wrong", Site.VIEWER, Site.ADMIN);
    /** Differs with the time of the question, or with what was asked before. */
    private static final List<String> OF_ITS_OWN = List.of("etag", "content-length");

    static List<String> paths() {
        return Document.CONTRACT.operations().stream()
                .filter(each -> each.method().equals("GET"))
                .map(Contract.Described::path)
                .filter(path -> path.startsWith("/api/") && !path.contains("{") && !path.endsWith("/stream"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void answersLikeTheRouter(String path) {
        try (Serving serving = Serving.open()) {
            requireSame(serving.get(path), serving.get(path + '?'), 200);
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void letsThoseInWhomTheRouterLetsIn(String path) {
        try (Serving serving = Serving.withTokens()) {
            for (String token : TOKENS) {
                int expected = token.equals(Site.VIEWER) || token.equals(Site.ADMIN) ? 200 : 401;
                serving.turnClock(Duration.ofMinutes(2));

                requireSame(serving.send("GET", path, token), serving.send("GET", path + '?', token), expected);
            }
            requireSame(serving.get(path), serving.get(path + '?'), 401);
        }
    }

    @Test
    void tellsAtOnceWhatHasChanged() {
        try (Serving serving = Serving.open()) {
            for (int i = 0; i < 3; i++) {
                assertThat(running(serving)).isEqualTo(2);
                serving.post("/api/agents/collector/stop");
                assertThat(running(serving)).isEqualTo(1);
                serving.post("/api/agents/collector/start");
            }
            double uptime = status(serving).getDouble("uptime");
            Awaitility.await().until(() -> status(serving).getDouble("uptime") > uptime);
            serving.turnClock(Duration.ofHours(1));
            assertThat(status(serving).getDouble("uptime")).isGreaterThan(3_600);
        }
    }

    private static int running(Serving serving) {
        return status(serving).getInteger("running_agents");
    }

    private static JsonObject status(Serving serving) {
        return new JsonObject(serving.get("/api/status").body());
    }

    @ParameterizedTest
    @MethodSource("paths")
    void recordsWhatTheRouterRecords(String path) {
        try (Serving serving = Serving.withTokens()) {
            serving.send("GET", path, Site.VIEWER);
            serving.send("GET", path + '?', Site.VIEWER);

            List<JsonObject> asked = serving.asked();
            asked.forEach(each -> each.remove("duration_ms"));
            assertThat(asked).hasSize(2);
            assertThat(asked.get(0)).isEqualTo(asked.get(1));
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void failsLikeTheRouter(String path) {
        try (Scripted scripted = Scripted.open()) {
            scripted.commands.failWith(CommandFailure.told(503, "not now: ask later"));

            requireSame(scripted.get(path), scripted.get(path + '?'), 503);
        }
    }

    private static void requireSame(HttpResponse<String> response, HttpResponse<String> byRouter, int expected) {
        assertThat(response.statusCode()).isEqualTo(expected);
        assertThat(byRouter.statusCode()).isEqualTo(expected);
        assertThat(headers(response)).isEqualTo(headers(byRouter)).containsKey("content-security-policy");
        assertThat(response.headers().map().keySet())
                .isEqualTo(byRouter.headers().map().keySet());
        if (expected != 200) {
            assertThat(response.body()).isEqualTo(byRouter.body());
        } else {
            assertThat(new JsonObject(response.body()).fieldNames())
                    .isEqualTo(new JsonObject(byRouter.body()).fieldNames());
        }
    }

    private static Map<String, List<String>> headers(HttpResponse<String> response) {
        Map<String, List<String>> headers = new HashMap<>(response.headers().map());
        OF_ITS_OWN.forEach(headers::remove);
        return headers;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/status? HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/status?node=n1 HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api//status HTTP/1.1\r\nHost: localhost\r\n",
                "GET http://localhost/api/status HTTP/1.1\r\nHost: localhost\r\n",
                "POST /api/status HTTP/1.1\r\nHost: localhost\r\n",
                "HEAD /api/status HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/status HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n",
                "GET /api/status HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n",
                "GET /api/status HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n",
                "GET /api/agents HTTP/1.1\r\nHost: localhost\r\n"
            })
    void leavesWhatHasToBeLookedAtToTheRouter(String head) throws IOException {
        assertThat(answer(head)).startsWith("HTTP/1.1 " + BY_ROUTER);
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.1, localhost", "HTTP/1.0, localhost", "HTTP/1.1, LOCALHOST", "HTTP/1.1, 127.0.0.1:80"})
    void takesPlainQuestions(String version, String host) throws IOException {
        assertThat(answer("GET /api/status " + version + "\r\nHost: " + host + "\r\n"))
                .startsWith(version + " 200")
                .contains("x-content-type-options: nosniff", "\"total_agents\":");
    }

    /** What a server with the status as its only plain question says. */
    private static String answer(String head) throws IOException {
        Vertx vertx = Vertx.vertx();
        try {
            int port = serve(vertx).await().actualPort();
            try (RawClient client = new RawClient(port)) {
                return client.send(head + (head.contains("HTTP/1.0") ? "" : "Connection: close\r\n") + "\r\n0\r\n\r\n")
                        .readAll();
            }
        } finally {
            vertx.close().await();
        }
    }

    private static Future<HttpServer> serve(Vertx vertx) {
        HttpSettings settings = RecordMapper.map(new JsonObject().put("enabled", true), HttpSettings.class);
        Hosts hosts = new Hosts(settings);
        Gate gate = new Gate(
                hosts,
                new Bodies(new Connections(vertx, System::nanoTime)),
                new Admission(Bearers.of(List.of(), Map.of()), new FailedLogins(System::nanoTime), false),
                List.of());
        return Future.future(served -> vertx.runOnContext(begin -> {
            OnLoop loop = new OnLoop(vertx.getOrCreateContext());
            Answers answers =
                    new Answers(new ScriptedCommands(1), loop, new Versions(0, () -> 0), Future::succeededFuture);
            vertx.createHttpServer()
                    .requestHandler(new ShortWay(List.of(Question.STATUS), gate, answers, loop, request -> {
                        hosts.check(request);
                        request.response().setStatusCode(BY_ROUTER).end();
                    }))
                    .listen(0, settings.host())
                    .onComplete(served);
        }));
    }
}
