package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What people try on a server, one test each. */
class AttacksTest {
    private static Serving shared;

    @BeforeAll
    static void serve() {
        shared = Serving.open();
    }

    @AfterAll
    static void close() {
        shared.close();
    }

    private static final String HEAD = "GET /api/status HTTP/1.1\r\nHost: localhost\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "evil.example:8080", "127.0.0.1.nip.io", "0x7f.1", ""})
    void wrongHost(String host) throws IOException {
        try (RawClient client = new RawClient(shared.port())) {
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
        int before = shared.asked().size();
        HttpResponse<String> response = shared.send(shared.request("/api/agents/db/stop")
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(shared.happened()).isEmpty();
        assertThat(shared.asked()).hasSize(before);
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
            assertThat(serving.get("/api/status?token=" + Site.ADMIN).statusCode())
                    .isEqualTo(401);
            assertThat(serving.get("/api/status?access_token=" + Site.ADMIN).statusCode())
                    .isEqualTo(401);
            assertThat(serving.send("GET", "/api/status?token=" + Site.ADMIN, Site.ADMIN)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(serving.send("GET", "/api/status", Site.ADMIN + "x").body())
                    .doesNotContain(Site.ADMIN);
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
        assertThat(List.copyOf(log.list))
                .filteredOn(line -> line.getLoggerName().startsWith("dev.baton")
                        || line.getLevel().isGreaterOrEqual(Level.INFO))
                .noneMatch(line -> line.getFormattedMessage().contains(Site.ADMIN));
    }

    @Test
    void tenThousandWrongTokens() throws IOException {
        int attempts = 10_000;
        try (Serving serving = Serving.withTokens();
                RawClient client = new RawClient(serving.port())) {
            assertThat(serving.send("GET", "/api/status", Site.OPERATOR).statusCode())
                    .isEqualTo(200);
            Thread sender = new Thread(() -> sendWrongTokens(client, attempts));
            sender.start();
            String answers = client.readAll();

            assertThat(count(answers, "HTTP/1.1 401")).isEqualTo(FailedLogins.MOST);
            assertThat(count(answers, "HTTP/1.1 429")).isEqualTo(attempts - FailedLogins.MOST);
            assertThat(answers).contains("retry-after: ").doesNotContain("HTTP/1.1 200");
            // Nobody guesses from here any more; who was here before goes on.
            assertThat(serving.send("GET", "/api/status", Site.VIEWER).statusCode())
                    .isEqualTo(429);
            assertThat(serving.send("GET", "/api/status", Site.OPERATOR).statusCode())
                    .isEqualTo(200);
            serving.turnClock(Duration.ofSeconds(FailedLogins.WINDOW_SECONDS + 1));
            assertThat(serving.send("GET", "/api/status", Site.VIEWER).statusCode())
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
            assertThat(serving.happened()).isEmpty();
        }
    }

    @Test
    void idleConnection() throws IOException {
        try (Serving serving = Serving.open();
                RawClient client = new RawClient(serving.port())) {
            assertThat(client.send(HEAD + "\r\n").readUntil("\"stuck\":[]}")).startsWith("HTTP/1.1 200");
            serving.get("/api/status"); // once that is answered, the server knows that it has answered the first
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
            assertThat(serving.happened()).isEmpty();
            assertThat(serving.asked()).isEmpty();
        }
    }

    /** Each name in each place where an agent's name stands; the two agents there are must not notice. */
    @Test
    void pathTricks() throws IOException {
        List<String> names = List.of(
                "..",
                "../",
                "../db",
                "..%2f..%2fetc%2fpasswd",
                "%2e%2e",
                "%2e%2e%2f",
                "%2e%2e%2fdb",
                "..;/db",
                "..%5cdb",
                "%252e%252e%252fdb",
                "%00",
                "db%00",
                "db%0a",
                "db%0d%0aX-Injected:%201",
                "%F0%9F%98%80",
                "\uD83D\uDE00",
                "%c0%ae%c0%ae",
                "%ff",
                "%zz",
                "%",
                "db%20",
                "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "$%7Bjndi:ldap:x%7D",
                "-db",
                "a".repeat(300),
                "%61".repeat(300));
        try (Serving serving = Serving.open()) {
            for (String name : names) {
                for (String rest : List.of("", "/logs", "/stop")) {
                    requireRefused(serving, name, rest);
                }
            }
            assertThat(serving.happened()).isEmpty();
            assertThat(serving.asked())
                    .noneMatch(asked -> asked.getString("command").equals("stop"));
        }
    }

    private static void requireRefused(Serving serving, String name, String rest) throws IOException {
        try (RawClient client = new RawClient(serving.port())) {
            String method = rest.equals("/stop") ? "POST" : "GET";
            String answer = client.send(method + " /api/agents/" + name + rest
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .readAll();

            // ".." alone leads to the list of agents, or to another page that whoever may ask here may see.
            assertThat(answer)
                    .as(name + rest)
                    .matches(Pattern.compile(
                            "HTTP/1.1 (400|404|405" + (rest.isEmpty() ? "|200" : "") + ") .*", Pattern.DOTALL));
            assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                    .as(name + rest)
                    .doesNotContain("\r\nx-injected", "root:", "exception");
        }
    }

    @Test
    void scriptsInWhatAgentsSay() {
        String script = "<script>alert(1)</script>";
        JsonObject agents = Serving.agents();
        agents.getJsonObject("db").getJsonObject("config").put("city", script);
        try (Serving serving = Serving.of(new JsonObject().put("agents", agents))) {
            serving.baton.suffer("db", script);
            serving.emit("db", "SAID" + script, Map.of("text", script));
            serving.baton.write("db", script + "\n\nevent: gap\ndata: forged");
            for (String path : List.of(
                    "/api/agents/db", "/api/agents", "/api/events", "/api/agents/db/logs", "/api/events/stats")) {
                HttpResponse<String> response = serving.get(path);

                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).as(path).contains("alert(1)");
                requireHarmless(response);
            }
            requireHarmless(serving.get("/api/events?type=%3Cscript%3E"));
            try (Listening lines = Listening.to(serving.request("/api/agents/db/logs?follow=true"))) {
                lines.await(told ->
                        told.told().stream().anyMatch(each -> each.data().contains("forged")));

                assertThat(lines.told()).noneMatch(told -> told.event().equals("gap"));
            }
            try (Listening events = Listening.to(serving.request("/api/events/stream"))) {
                events.await(told ->
                        told.rows().stream().anyMatch(each -> each.data().contains("SAID")));

                assertThat(events.told()).noneMatch(told -> told.event().equals("gap"));
            }
            assertThat(serving.get("/" + script.replace("<", "%3C").replace(">", "%3E"))
                            .headers()
                            .firstValue("content-type"))
                    .contains("application/problem+json");
        }
    }

    private static void requireHarmless(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    void moreConnectionsThanThereMayBeAreClosed() {
        java.util.List<String> closed = new java.util.ArrayList<>();
        io.vertx.core.Vertx vertx = io.vertx.core.Vertx.vertx();
        Connections connections = new Connections(vertx, () -> 0);
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
        vertx.close().await();
    }

    @Test
    void aFailingCommandTellsNothingOfTheInside() {
        try (Serving serving = Serving.open()) {
            HttpResponse<String> response = serving.get("/api/agents/db/logs?grep=%5B");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).doesNotContain("Exception");
            assertThat(serving.get("/health/live").statusCode()).isEqualTo(200);
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
