package dev.baton.control.http;

import dev.baton.lifecycle.LifecycleState;
import dev.baton.settings.RecordMapper;
import dev.baton.testing.CommandsHealth;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A server on a free port of this machine, over commands that don't touch anything, with a clock that a test turns. */
final class Serving implements AutoCloseable {
    static final String VIEWER = "viewer-token-1";
    static final String OPERATOR = "operator-token-2";
    static final String ADMIN = "admin-token-3";

    private static final long PATIENCE_SECONDS = 20;
    private static final int EVENTS = 100;

    final ScriptedCommands commands = new ScriptedCommands(EVENTS)
            .agent("collector", LifecycleState.RUNNING, false)
            .agent("db", LifecycleState.RUNNING, true);
    final Vertx vertx = Vertx.vertx();
    final HttpControl http;

    private final AtomicLong ahead = new AtomicLong();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .build();

    private Serving(JsonObject settings, List<ExtraRoute> extraRoutes) {
        HttpServices services = new HttpServices(
                commands,
                new CommandsHealth(commands),
                () -> Future.succeededFuture("# TYPE baton_slots gauge\nbaton_slots 5.0\n"),
                extraRoutes,
                InstantSource.fixed(Instant.parse("2026-03-04T05:06:07.008Z")),
                () -> System.nanoTime() + ahead.get(),
                Map.of("CI_TOKEN", "token-from-environment"));
        try {
            http = HttpControl.start(vertx, RecordMapper.map(settings, HttpSettings.class), 0, services)
                    .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Open to everybody on this machine. */
    static Serving open() {
        return with(new JsonObject());
    }

    /** With a token for each role. */
    static Serving withTokens() {
        return with(new JsonObject()
                .put(
                        "tokens",
                        new JsonArray()
                                .add(token("vera", "viewer", VIEWER))
                                .add(token("otto", "operator", OPERATOR))
                                .add(token("ada", "admin", ADMIN))));
    }

    static Serving with(JsonObject settings, ExtraRoute... extraRoutes) {
        return new Serving(settings.put("enabled", true), List.of(extraRoutes));
    }

    static JsonObject token(String name, String role, String token) {
        return new JsonObject().put("name", name).put("role", role).put("hash", "sha256:" + sha256(token));
    }

    static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return http.port();
    }

    void turnClock(Duration by) {
        ahead.addAndGet(by.toNanos());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> send(String method, String path, String token) {
        return send(request(path)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
