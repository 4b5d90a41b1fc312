package dev.baton.control.dashboard;

import dev.baton.command.Commands;
import dev.baton.control.http.ExtraRoute;
import dev.baton.control.http.HttpControl;
import dev.baton.control.http.HttpServices;
import dev.baton.control.http.HttpSettings;
import dev.baton.settings.RecordMapper;
import dev.baton.testing.CommandsHealth;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The real server with the page in it, at one port, so that it can go and come again. */
final class Served implements AutoCloseable {
    static final String VIEWER = "viewer-token-1";
    static final String OPERATOR = "operator-token-2";

    final Stage stage = new Stage();
    private final Vertx vertx = Vertx.vertx();
    private final int port = freePort();
    private final Commands commands;
    private final JsonArray tokens;
    private HttpControl http;

    private Served(@Nullable Commands commands, JsonArray tokens) {
        this.commands = commands == null ? stage : commands;
        this.tokens = tokens;
        http = start();
    }

    static Served open() {
        return new Served(null, new JsonArray());
    }

    /** The page of somebody else's agents. */
    static Served over(Commands commands) {
        return new Served(commands, new JsonArray());
    }

    static Served withTokens() {
        return new Served(
                null, new JsonArray().add(token("vera", "viewer", VIEWER)).add(token("otto", "operator", OPERATOR)));
    }

    String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    void goAway() {
        http.stop().await();
    }

    void comeAgain() {
        http = start();
    }

    private HttpControl start() {
        HttpSettings settings = RecordMapper.map(
                new JsonObject().put("enabled", true).put("port", port).put("tokens", tokens), HttpSettings.class);
        return HttpControl.start(vertx, settings, services()).await();
    }

    private HttpServices services() {
        try {
            Dashboard dashboard = Dashboard.load();
            return new HttpServices(
                    commands,
                    new CommandsHealth(commands),
                    () -> Future.succeededFuture(""),
                    List.of(
                            new ExtraRoute(Dashboard.PAGE, dashboard::page),
                            new ExtraRoute(Dashboard.ASSETS, dashboard::asset)),
                    InstantSource.system(),
                    System::nanoTime,
                    Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject token(String name, String role, String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new JsonObject()
                    .put("name", name)
                    .put("role", role)
                    .put("hash", "sha256:" + HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
