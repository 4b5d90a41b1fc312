package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.command.CommandCatalogue;
import dev.baton.command.CommandFailure;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route, every error and every parameter against {@code openapi.yaml}. */
class ContractTest {
    private static final Document CONTRACT = Document.CONTRACT;
    private static final List<String> TOLD = List.of("400", "403", "404", "409", "500", "503");

    private Serving serving;

    @BeforeEach
    void serve() {
        serving = Serving.open();
        serving.commands.emit("db", "AGENT_READY", Map.of("a", 1));
        serving.commands.write("db", "<script>alert(1)</script>");
    }

    @AfterEach
    void close() {
        serving.close();
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

        boolean valid = OpenAPIVersion.V3_1
                .getRepository(serving.vertx, "app://test/")
                .compose(schemas -> OpenAPIVersion.V3_1.validateContract(serving.vertx, schemas, document))
                .await()
                .getValid();

        assertThat(valid).isTrue();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void answersAsTheContractSays(String operation) {
        HttpResponse<String> response = send(operation);

        assertThat(response.statusCode()).isEqualTo(200);
        CONTRACT.check(operation, response);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void failsAsTheContractSays(String operation) {
        for (String code : TOLD) {
            if (CONTRACT.statuses(operation).contains(code)) {
                String sentence = "it can't be done: do " + code + " instead";
                serving.commands.failWith(CommandFailure.told(Integer.parseInt(code), sentence));

                HttpResponse<String> response = send(operation);

                assertThat(response.statusCode()).isEqualTo(Integer.parseInt(code));
                assertThat(new JsonObject(response.body()).getString("detail")).isEqualTo(sentence);
                CONTRACT.check(operation, response);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void refusesUnknownParameters(String operation) {
        String path = Document.samples().get(operation);
        HttpResponse<String> response = send(operation, path + (path.contains("?") ? "&" : "?") + "colour=red");

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
                "events | /api/events?after_seq=1e9 | after_seq is '1e9'; it must be a whole number from 0 to 9007199254740991",
                "events | /api/events?agent=%3Cb%3E | agent is '<b>'; it must be an agent's name: letters, digits, ., _ and -, at most 128",
                "logs | /api/agents/db/logs?follow=yes | follow is 'yes'; it must be true or false",
                "logs | /api/agents/db/logs?since=soon | since is 'soon'; it must be a number of seconds, or a duration such as 5m",
                "agent | /api/agents/no | there is no agent 'no': \"ps\" lists them",
            })
    void saysWhatIsWrongWithAParameter(String operation, String path, String sentence) {
        HttpResponse<String> response = serving.get(path);

        assertThat(new JsonObject(response.body()).getString("detail")).isEqualTo(sentence);
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
        String tag = serving.get("/api/agents").headers().firstValue("etag").orElseThrow();

        HttpResponse<String> again = serving.send(serving.request("/api/agents").header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        CONTRACT.check("agents", again);

        serving.commands.emit("db", "AGENT_PROGRESS", Map.of("done", 1));
        serving.commands.emit("db", "SOLD", Map.of());
        waitUntilSeen("/api/events");
        assertThat(serving.send(serving.request("/api/agents").header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);

        serving.commands.emit("db", "AGENT_TERMINATED", Map.of());
        org.awaitility.Awaitility.await()
                .until(() -> serving.send(serving.request("/api/agents").header("If-None-Match", tag))
                                .statusCode()
                        == 200);
    }

    /** Events are noted a moment after they happened. */
    private void waitUntilSeen(String path) {
        String before = serving.get(path).headers().firstValue("etag").orElseThrow();
        serving.commands.emit("db", "AGENT_HEARTBEAT", Map.of());
        org.awaitility.Awaitility.await()
                .until(() -> !serving.get(path)
                        .headers()
                        .firstValue("etag")
                        .orElseThrow()
                        .equals(before));
    }

    @Test
    void largeAnswersAreCompressed() {
        for (int i = 0; i < 50; i++) {
            serving.commands.agent("agent-" + i, new JsonObject(), "");
        }

        HttpResponse<String> response =
                serving.send(serving.request("/api/agents").header("Accept-Encoding", "gzip"));

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
        serving.commands.agent("queue", dev.baton.lifecycle.LifecycleState.BACKOFF, true);

        HttpResponse<String> ready = serving.get("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("the vital agent 'queue' is BACKOFF");
        CONTRACT.check("ready", ready);
        assertThat(serving.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void isNotReadyWhileShuttingDown() {
        serving.post("/api/shutdown");

        assertThat(serving.get("/health/ready").body()).contains("Baton is shutting down");
    }

    private HttpResponse<String> send(String operation) {
        return send(operation, Document.samples().get(operation));
    }

    private HttpResponse<String> send(String operation, String path) {
        HttpRequest.Builder request = serving.request(path);
        if (operation.equals("eventStream")) {
            return Listening.head(request);
        }
        return CONTRACT.operation(operation).method().equals("POST") ? serving.post(path) : serving.send(request);
    }
}
