package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.command.CommandCatalogue;
import dev.baton.command.CommandFailure;
import dev.baton.launcher.LiveBaton;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route, every error and every parameter against {@code openapi.yaml}. */
class ContractTest {
    private static final Document CONTRACT = Document.CONTRACT;
    private static final List<String> TOLD = List.of("400", "403", "404", "409", "500", "503", "504");

    private static Serving serving;
    private static Serving monitored;
    private static Serving goingDown;

    @BeforeAll
    static void serve() {
        monitored = Serving.with(new JsonObject(), new JsonObject().put("allowedCommands", "monitoring"));
        goingDown = Serving.open();
        goingDown.post("/api/shutdown");
        serving = Serving.open();
        serving.baton.write("db", "<script>alert(1)</script>");
    }

    @AfterAll
    static void close() {
        serving.close();
        goingDown.close();
        monitored.close();
    }

    static Stream<String> operations() {
        return CONTRACT.operations().stream().map(each -> each.operation().getString("operationId"));
    }

    static Stream<String> commands() {
        return operations()
                .filter(id -> !List.of("live", "ready", "openapi", "metrics").contains(id));
    }

    @Test
    void isAnOpenApiDocument() {
        JsonObject document = Contract.load().document();
        Vertx vertx = Vertx.vertx();

        boolean valid = OpenAPIVersion.V3_1
                .getRepository(vertx, "app://test/")
                .compose(schemas -> OpenAPIVersion.V3_1.validateContract(vertx, schemas, document))
                .await()
                .getValid();
        vertx.close().await();

        assertThat(valid).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void hasEachQuestionWhereItIsAsked(Question question) {
        Contract.Described described = CONTRACT.operation(question.operation());

        assertThat(described.path()).isEqualTo(question.path());
        assertThat(described.method()).isEqualTo("GET");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void answersAsTheContractSays(String operation) {
        if (operation.equals("shutdown")) {
            try (Serving other = Serving.open()) {
                requireAnswer(other, operation, 200);
            }
        } else {
            requireAnswer(serving, operation, 200);
        }
    }

    /** A Baton that is asked after it was told to shut down. */
    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "restart", "pause", "resume", "reload"})
    void changesNothingAnyMoreWhenItShutsDown(String operation) {
        requireAnswer(goingDown, operation, 503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "logs", "start", "stop", "restart", "pause", "resume"})
    void saysThatThereIsNoSuchAgent(String operation) {
        HttpResponse<String> response =
                send(serving, operation, CONTRACT.operation(operation).path().replace("{name}", "colector"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(detail(response)).isEqualTo("there is no agent 'colector': did you mean 'collector'?");
        CONTRACT.check(operation, response);
    }

    /** What the preset "monitoring" leaves out. */
    @ParameterizedTest
    @ValueSource(
            strings = {"dependencies", "logs", "start", "stop", "restart", "pause", "resume", "reload", "shutdown"})
    void refusesWhatTheSettingsDoNotAllow(String operation) {
        HttpResponse<String> response = requireAnswer(monitored, operation, 403);

        assertThat(detail(response))
                .startsWith(operation + " is not allowed by orchestrator.allowedCommands, which has ");
        assertThat(monitored.happened()).isEmpty();
    }

    @Test
    void refusesAConfigThatIsWrong() {
        JsonObject before = serving.baton.written();
        JsonObject broken = before.copy();
        broken.getJsonObject("orchestrator").put("maxWorker", 7);
        serving.baton.rewrite(broken);
        try {
            HttpResponse<String> response = requireAnswer(serving, "reload", 409);

            assertThat(detail(response)).contains("maxWorker", "did you mean 'maxWorkers'");
        } finally {
            serving.baton.rewrite(before);
        }
    }

    @Test
    void reloadsWhatHasChanged() {
        try (Serving other = Serving.open()) {
            JsonObject config = other.baton.written();
            config.getJsonObject("agents").put("queue", LiveBaton.player("queue"));
            other.baton.rewrite(config);

            HttpResponse<String> tried = other.post("/api/reload?dry_run=true");
            CONTRACT.check("reload", tried);
            assertThat(other.get("/api/agents/queue").statusCode()).isEqualTo(404);
            assertThat(requireAnswer(other, "reload", 200).body()).contains("\"agent\":\"queue\"");

            assertThat(other.get("/api/agents/queue").statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> requireAnswer(Site asked, String operation, int status) {
        HttpResponse<String> response =
                send(asked, operation, Document.samples().get(operation));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        CONTRACT.check(operation, response);
        return response;
    }

    private static String detail(HttpResponse<String> response) {
        return new JsonObject(response.body()).getString("detail");
    }

    /** Every failure of every command: most of them nothing real comes to when a test wants it to. */
    @ParameterizedTest
    @MethodSource("commands")
    void failsAsTheContractSays(String operation) {
        try (Scripted scripted = Scripted.open()) {
            for (String code : TOLD) {
                if (CONTRACT.statuses(operation).contains(code)) {
                    String sentence = "it can't be done: do " + code + " instead";
                    scripted.commands.failWith(CommandFailure.told(Integer.parseInt(code), sentence));

                    assertThat(detail(requireAnswer(scripted, operation, Integer.parseInt(code))))
                            .isEqualTo(sentence);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesUnknownParameters(String operation) {
        String path = Document.samples().get(operation);
        HttpResponse<String> response =
                send(serving, operation, path + (path.contains("?") ? "&" : "?") + "colour=red");

        assertThat(response.statusCode()).isEqualTo(400);
        CONTRACT.check(operation, response);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "events | /api/events?last=-1 | last is '-1'; it must be a whole number from 0 to 10000000",
                "events | /api/events?last=ten | last is 'ten'; it must be a whole number from 0 to 10000000",
                "events | /api/events?last=1&last=2 | last is given 2 times; it must be given once at most",
                "events | /api/events?lst=1 | there is no parameter 'lst' here; did you mean 'last'?",
                "events | /api/events?after_seq=1e9 | after_seq is \"1e9\"; it must be the number of an event, or for a cluster one number for each node, such as n1:5,n2:17",
                "events | /api/events?agent=%3Cb%3E | agent is '<b>'; it must be an agent's name: letters, digits, ., _ and -, at most 128",
                "agent | /api/agents/db%0A | name is 'db·'; it must be an agent's name: letters, digits, ., _ and -, at most 128",
                "logs | /api/agents/db/logs?follow=yes | follow is 'yes'; it must be true or false",
                "logs | /api/agents/db/logs?since=soon | since is 'soon'; it must be a number of seconds, or a duration such as 5m",
                "agent | /api/agents/no | there is no agent 'no': ps lists those there are",
            })
    void saysWhatIsWrongWithAParameter(String operation, String path, String sentence) {
        HttpResponse<String> response = serving.get(path);

        assertThat(detail(response)).isEqualTo(sentence);
        CONTRACT.check(operation, response);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesOtherMethods(String operation) {
        Contract.Described described = CONTRACT.operation(operation);
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            if (!method.equals(described.method())) {
                HttpResponse<String> response =
                        serving.send(serving.request(Document.samples().get(operation))
                                .method(method, HttpRequest.BodyPublishers.noBody()));

                assertThat(response.statusCode()).as(method).isEqualTo(405);
                assertThat(response.headers().firstValue("allow")).contains(described.method());
                CONTRACT.checkBody("#/components/schemas/Problem", response.body());
            }
        }
    }

    @Test
    void answersAtOnceWhenNobodyWaits() {
        HttpResponse<String> response = serving.post("/api/agents/*/restart?wait=false");

        assertThat(response.statusCode()).isEqualTo(202);
        CONTRACT.check("restart", response);
        assertThat(new JsonObject(response.body()).getJsonArray("outcomes")).hasSize(2);
    }

    @Test
    void everyCommandHasARoute() {
        List<String> routes = operations().toList();
        Map<String, String> differently = Map.of("ps", "agents", "history", "events", "history-stats", "eventStats");

        assertThat(CommandCatalogue.all().keySet())
                .allSatisfy(command -> assertThat(routes).contains(differently.getOrDefault(command, command)));
    }

    @Test
    void answersThatHaveNotChangedAreNotSentAgain() {
        serving.post("/api/agents/*/start"); // what an earlier test may have stopped
        awaitSeen(() -> serving.emit("db", "SOLD", Map.of()));
        String tag = serving.get("/api/agents").headers().firstValue("etag").orElseThrow();

        HttpResponse<String> again = serving.send(serving.request("/api/agents").header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        CONTRACT.check("agents", again);

        awaitSeen(() -> {
            serving.baton.progress("db", 1, 2, "rows");
            serving.emit("db", "SOLD", Map.of());
        });
        assertThat(serving.send(serving.request("/api/agents").header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);

        serving.post("/api/agents/collector/stop");
        Awaitility.await()
                .until(() -> serving.send(serving.request("/api/agents").header("If-None-Match", tag))
                                .statusCode()
                        == 200);
        serving.post("/api/agents/collector/start");
    }

    @Test
    void theFirstAnswerHasAnEtagThoughTheServerWasThereBeforeTheOrchestrator() {
        try (Serving other = Serving.open()) {
            assertThat(other.get("/api/agents").headers().firstValue("etag")).isPresent();
        }
    }

    /** Events are noted by the server a moment after they happened, in their order. */
    private static void awaitSeen(Runnable events) {
        try (Listening stream = Listening.to(serving.request("/api/events/stream?last=0&type=SOLD"))) {
            stream.await(told -> !told.told().isEmpty());
            events.run();
            stream.await(told -> !told.rows().isEmpty());
        }
    }

    @Test
    void largeAnswersAreCompressed() {
        for (int i = 0; i < 50; i++) {
            serving.emit("db", "SOLD", Map.of("order", i));
        }

        HttpResponse<String> response =
                serving.send(serving.request("/api/events?type=SOLD").header("Accept-Encoding", "gzip"));

        assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(response.body().length()).isLessThan(5_000);
    }

    @Test
    void documentIsServedAndHasAPageForPeople() {
        assertThat(serving.get("/openapi.yaml").body()).startsWith("openapi: 3.1.0");
        HttpResponse<String> page = serving.get("/docs");

        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("/api/agents/{name}/restart", "Last-Event-ID")
                .doesNotContain("<script", "style=");
        assertThat(serving.get("/docs/style.css").statusCode()).isEqualTo(200);
    }

    @Test
    void healthTellsWhatIsMissing() {
        JsonObject agents = Serving.agents();
        agents.getJsonObject("db").put("restart", new JsonObject().put("initialDelay", "1m"));
        try (Serving other = Serving.of(new JsonObject().put("agents", agents))) {
            assertThat(other.get("/health/ready").statusCode()).isEqualTo(200);
            other.baton.suffer("collector", "no rows since noon");
            other.baton.fail("db", "the disk is full");
            Awaitility.await()
                    .until(() -> other.get("/health/ready").body().contains("the vital agent 'db' is BACKOFF"));

            HttpResponse<String> ready = other.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("the disk is full", "'collector' says: no rows since noon");
            CONTRACT.check("ready", ready);
            assertThat(other.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void isNotReadyWhileShuttingDown() {
        HttpResponse<String> ready = goingDown.get("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("Baton is shutting down");
        CONTRACT.check("ready", ready);
    }

    private static HttpResponse<String> send(Site asked, String operation, String path) {
        HttpRequest.Builder request = asked.request(path);
        if (operation.equals("eventStream")) {
            return Listening.head(request);
        }
        return CONTRACT.operation(operation).method().equals("POST") ? asked.post(path) : asked.send(request);
    }
}
