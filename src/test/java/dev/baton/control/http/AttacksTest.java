package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.baton.lifecycle.LifecycleState;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What people try on a server, one test each. */
class AttacksTest {
    private static final String HEAD = "GET /api/status HTTP/1.1\r\nHost: localhost\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "evil.example:8080", "127.0.0.1.nip.io", "0x7f.1", ""})
    void wrongHost(String host) throws IOException {
        try (Serving serving = Serving.open();
                RawClient client = new RawClient(serving.port())) {
            String answer = client.send("GET /api/status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .readAll();

            assertThat(answer).startsWith("HTTP/1.1 403").contains("is no name of this server");
        }
    }

    @Test
    void noHostAtAll() throws IOException {
        try (Serving serving = Serving.open();
                RawClient client = new RawClient(serving.port())) {
            assertThat(client.send("GET /api/status HTTP/1.0\r\n\r\n").readAll())
                    .startsWith("HTTP/1.0 403");
        }
    }

    @Test
    void allowedHostsAndAddressesPass() throws IOException {
        JsonObject settings =
                new JsonObject().put("allowedHosts", new io.vertx.core.json.JsonArray().add("Baton.example.org"));
        try (Serving serving = Serving.with(settings)) {
            for (String host :
                    List.of("localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:8080", "baton.example.org:443")) {
                try (RawClient client = new RawClient(serving.port())) {
                    assertThat(client.send("GET /api/status HTTP/1.1\r\nHost: " + host
                                            + "\r\nConnection: close\r\n\r\n")
                                    .readAll())
                            .as(host)
                            .startsWith("HTTP/1.1 200");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example", "null", "http://127.0.0.1:1", "file://", "http://127.0.0.1@evil.example"})
    void foreignOrigin(String origin) {
        try (Serving serving = Serving.open()) {
            HttpResponse<String> response = serving.send(serving.request("/api/agents/db/stop")
                    .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                    .header("Origin", origin));

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
            assertThat(serving.commands.carriedOut()).isEmpty();
        }
    }

    @Test
    void sameOriginPasses() {
        try (Serving serving = Serving.open()) {
            assertThat(serving.send(serving.request("/api/status")
                                    .header("Origin", "http://127.0.0.1:" + serving.port()))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void tokenInQuery() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        Level before = root.getLevel();
        root.setLevel(Level.TRACE);
        try (Serving serving = Serving.withTokens()) {
            assertThat(serving.get("/api/status?token=" + Serving.ADMIN).statusCode())
                    .isEqualTo(401);
            assertThat(serving.get("/api/status?access_token=" + Serving.ADMIN).statusCode())
                    .isEqualTo(401);
            assertThat(serving.send("GET", "/api/status?token=" + Serving.ADMIN, Serving.ADMIN)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(serving.send("GET", "/api/status", Serving.ADMIN + "x").body())
                    .doesNotContain(Serving.ADMIN);
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .filteredOn(line -> line.getLoggerName().startsWith("dev.baton")
                        || line.getLevel().isGreaterOrEqual(Level.INFO))
                .noneMatch(line -> line.getFormattedMessage().contains(Serving.ADMIN));
    }

    @Test
    void tenThousandWrongTokens() throws IOException {
        int attempts = 10_000;
        try (Serving serving = Serving.withTokens();
                RawClient client = new RawClient(serving.port())) {
            assertThat(serving.send("GET", "/api/status", Serving.OPERATOR).statusCode())
                    .isEqualTo(200);
            Thread sender = new Thread(() -> sendWrongTokens(client, attempts));
            sender.start();
            String answers = client.readAll();

            assertThat(count(answers, "HTTP/1.1 401")).isEqualTo(FailedLogins.MOST);
            assertThat(count(answers, "HTTP/1.1 429")).isEqualTo(attempts - FailedLogins.MOST);
            assertThat(answers).contains("retry-after: ").doesNotContain("HTTP/1.1 200");
            // Nobody guesses from here any more; who was here before goes on.
            assertThat(serving.send("GET", "/api/status", Serving.VIEWER).statusCode())
                    .isEqualTo(429);
            assertThat(serving.send("GET", "/api/status", Serving.OPERATOR).statusCode())
                    .isEqualTo(200);
            serving.turnClock(Duration.ofSeconds(FailedLogins.WINDOW_SECONDS + 1));
            assertThat(serving.send("GET", "/api/status", Serving.VIEWER).statusCode())
                    .isEqualTo(200);
        }
    }

    private static void sendWrongTokens(RawClient client, int attempts) {
        try {
            for (int i = 0; i < attempts; i++) {
                client.send(HEAD + "Authorization: Bearer guess-" + i
                        + (i == attempts - 1 ? "\r\nConnection: close" : "") + "\r\n\r\n");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void slowHeaders() throws IOException {
        try (Serving serving = Serving.open();
                RawClient client = new RawClient(serving.port())) {
            client.send("GET /api/status HTTP/1.1\r\nHost: loc");
            serving.get("/api/status");
            serving.turnClock(Duration.ofSeconds(Connections.REQUEST_SECONDS / 2));
            client.send("alhost\r\nX-Slow: ");
            serving.turnClock(Duration.ofSeconds(Connections.REQUEST_SECONDS));

            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void slowBody() throws IOException {
        try (Serving serving = Serving.open();
                RawClient client = new RawClient(serving.port())) {
            client.send("POST /api/agents/db/stop HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{");
            serving.get("/api/status");
            serving.turnClock(Duration.ofSeconds(Connections.BODY_SECONDS + 1));

            assertThat(client.readAll()).isEmpty();
            assertThat(serving.commands.carriedOut())
                    .noneMatch(command -> command.name().equals("stop"));
        }
    }

    @Test
    void idleConnection() throws IOException {
        try (Serving serving = Serving.open();
                RawClient client = new RawClient(serving.port())) {
            assertThat(client.send(HEAD + "\r\n").readUntil("\"stuck\":[]}")).startsWith("HTTP/1.1 200");
            serving.turnClock(Duration.ofSeconds(Connections.IDLE_SECONDS + 1));

            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void hugeHeader() throws IOException {
        try (Serving serving = Serving.open();
                RawClient client = new RawClient(serving.port())) {
            String answer = client.send(HEAD + "X-Huge: " + "x".repeat(20_000) + "\r\n\r\n")
                    .readAll();

            assertThat(answer).startsWith("HTTP/1.1 431");
        }
    }

    @Test
    void hugeTarget() throws IOException {
        try (Serving serving = Serving.open();
                RawClient client = new RawClient(serving.port())) {
            String answer = client.send("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .readAll();

            assertThat(answer).matches(Pattern.compile("HTTP/1.[01] 414 .*", Pattern.DOTALL));
        }
    }

    @Test
    void hugeBody() throws IOException {
        try (Serving serving = Serving.open()) {
            try (RawClient client = new RawClient(serving.port())) {
                assertThat(client.send(
                                        "POST /api/agents/db/stop HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000\r\n\r\n")
                                .readAll())
                        .startsWith("HTTP/1.1 413")
                        .contains("larger than 1 MiB");
            }
            try (RawClient client = new RawClient(serving.port())) {
                client.send(
                        "POST /api/agents/db/stop HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
                String chunk = "40000\r\n" + "x".repeat(0x40000) + "\r\n";
                assertThat(client.send(chunk)
                                .send(chunk)
                                .send(chunk)
                                .send(chunk)
                                .send("1\r\nx\r\n")
                                .readAll())
                        .startsWith("HTTP/1.1 413");
            }
            assertThat(serving.commands.carriedOut()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../",
                "..%2f..%2fetc%2fpasswd",
                "%2e%2e",
                "%2e%2e%2f",
                "%00",
                "db%00",
                "db%0a",
                "db%0d%0aX-Injected:%201",
                "%F0%9F%98%80",
                "%c0%ae%c0%ae",
                "%ff",
                "%zz",
                "%",
                "db%20",
                "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "$%7Bjndi:ldap:x%7D",
                "-db",
            })
    void pathTricks(String name) throws IOException {
        try (Serving serving = Serving.open()) {
            for (String rest : List.of("", "/logs", "/stop")) {
                try (RawClient client = new RawClient(serving.port())) {
                    String method = rest.equals("/stop") ? "POST" : "GET";
                    String answer = client.send(method + " /api/agents/" + name + rest
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .readAll();

                    assertThat(answer).matches(Pattern.compile("HTTP/1.1 (200|400|404|405) .*", Pattern.DOTALL));
                    assertThat(answer.toLowerCase(java.util.Locale.ROOT)).doesNotContain("\r\nx-injected");
                }
            }
            assertThat(serving.commands.carriedOut())
                    .noneMatch(command -> command.name().equals("stop"));
        }
    }

    @Test
    void nameOfThreeHundredCharacters() {
        try (Serving serving = Serving.open()) {
            assertThat(serving.get("/api/agents/" + "a".repeat(300)).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void scriptsInWhatAgentsSay() {
        String script = "<script>alert(1)</script>";
        try (Serving serving = Serving.open()) {
            serving.commands.agent("evil", new JsonObject().put("city", script), script);
            serving.commands.emit("evil", "SAID", Map.of("text", script));
            serving.commands.write("evil", script + "\n\nevent: gap\ndata: forged");
            for (String path : List.of(
                    "/api/agents/evil", "/api/events", "/api/agents/evil/logs", "/api/events?type=" + "%3Cscript%3E")) {
                HttpResponse<String> response = serving.get(path);

                assertThat(response.headers().firstValue("content-type")).contains("application/json");
                assertThat(response.headers().firstValue("x-content-type-options"))
                        .contains("nosniff");
                assertThat(response.headers()
                                .firstValue("content-security-policy")
                                .orElseThrow())
                        .contains("default-src 'none'", "script-src 'self'")
                        .doesNotContain("unsafe");
            }
            try (Listening lines = Listening.to(serving.request("/api/agents/evil/logs?follow=true"))) {
                lines.await(told -> !told.told().isEmpty());

                assertThat(lines.told()).singleElement().satisfies(told -> {
                    assertThat(told.event()).isEmpty();
                    assertThat(new JsonObject(told.data()).getString("text")).endsWith("forged");
                });
            }
            assertThat(serving.get("/" + script.replace("<", "%3C").replace(">", "%3E"))
                            .headers()
                            .firstValue("content-type"))
                    .contains("application/problem+json");
        }
    }

    @Test
    void moreConnectionsThanThereMayBeAreClosed() {
        java.util.List<String> closed = new java.util.ArrayList<>();
        Connections connections = new Connections(io.vertx.core.Vertx.vertx(), () -> 0);
        for (int i = 0; i <= Connections.MOST; i++) {
            connections.opened((io.vertx.core.http.HttpConnection) java.lang.reflect.Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {io.vertx.core.http.HttpConnection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            closed.add("one");
                        }
                        return switch (method.getName()) {
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> proxy == arguments[0];
                            default -> null;
                        };
                    }));
        }
        assertThat(closed).hasSize(1);
    }

    @Test
    void aFailingCommandTellsNothingOfTheInside() {
        try (Serving serving = Serving.open()) {
            serving.commands.agent("db", LifecycleState.RUNNING, true);
            HttpResponse<String> response = serving.get("/api/agents/db/logs?grep=%5B");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).doesNotContain("Exception");
            Awaitility.await().until(() -> serving.get("/health/live").statusCode() == 200);
        }
    }

    private static int count(String text, String part) {
        Matcher matcher = Pattern.compile(Pattern.quote(part)).matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
