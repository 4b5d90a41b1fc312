package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.command.CommandCatalogue;
import dev.baton.command.Role;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every role against every route, on a Baton that really does what is asked. */
class RolesTest {
    private static final List<String> TOKENS = List.of(Site.VIEWER, Site.OPERATOR, Site.ADMIN);

    private static Serving serving;

    @BeforeAll
    static void serve() {
        serving = Serving.withTokens();
    }

    @AfterAll
    static void close() {
        serving.close();
    }

    /** Operation, token (null for none), and what comes of it. */
    static Stream<Arguments> table() {
        List<Arguments> table = new ArrayList<>();
        for (Contract.Described each : Document.CONTRACT.operations()) {
            String operation = each.operation().getString("operationId");
            @Nullable String needs = each.operation().getString("x-role");
            table.add(Arguments.of(operation, null, needs == null ? 200 : 401));
            table.add(Arguments.of(operation, "wrong-" + operation, needs == null ? 200 : 401));
            for (Role role : Role.values()) {
                boolean reaches = needs == null || role.reaches(Role.valueOf(needs.toUpperCase(Locale.ROOT)));
                table.add(Arguments.of(operation, TOKENS.get(role.compareTo(Role.VIEWER)), reaches ? 200 : 403));
            }
        }
        return table.stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void letsRolesReachWhatTheyMay(String operation, @Nullable String token, int expected) {
        if (operation.equals("shutdown") && expected == 200) {
            try (Serving other = Serving.withTokens()) {
                require(other, operation, token, expected);
            }
        } else {
            if (operation.equals("ready")) {
                // Operators may have stopped the vital agent in other rows.
                assertThat(serving.send("POST", "/api/agents/*/start", Site.ADMIN)
                                .statusCode())
                        .isEqualTo(200);
            }
            require(serving, operation, token, expected);
        }
    }

    private static void require(Serving asked, String operation, @Nullable String token, int expected) {
        asked.turnClock(Duration.ofMinutes(2)); // no row suffers from the wrong tokens of others
        Contract.Described described = Document.CONTRACT.operation(operation);
        HttpRequest.Builder request = asked.request(Document.samples().get(operation))
                .method(described.method(), HttpRequest.BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }

        HttpResponse<String> response = operation.equals("eventStream") ? Listening.head(request) : asked.send(request);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
        Document.CONTRACT.check(operation, response);
    }

    @Test
    void aViewerSteersByNoPath() {
        List<String> paths = List.of(
                "/api/agents/db/stop",
                "/api/agents/db/stop/",
                "/api//agents/db/stop",
                "/api/agents/x/../db/stop",
                "/api/agents/%2e%2e/agents/db/stop",
                "/api/agents/db/%73top",
                "/api/agents/db/stop?wait=false",
                "/api/agents/group:ingest/restart",
                "/api/agents/*/start",
                "/API/agents/db/stop",
                "/docs/../api/agents/db/stop",
                "/docs/..%2fapi/agents/db/stop",
                "/health/live/../../api/shutdown",
                "/api/shutdown",
                "/api/shutdown;x=y",
                "/api/reload?dry_run=true",
                "/api/status?command=stop&name=db");
        try (Serving alone = Serving.withTokens()) {
            for (String path : paths) {
                for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
                    HttpRequest.Builder request = alone.request(path)
                            .method(
                                    method,
                                    HttpRequest.BodyPublishers.ofString("{\"command\":\"stop\",\"args\":[\"db\"]}"))
                            .header("Authorization", "Bearer " + Site.VIEWER)
                            .header("X-HTTP-Method-Override", "POST")
                            .header("X-Role", "admin")
                            .header("Content-Type", "application/json");

                    HttpResponse<String> response = alone.send(request);

                    assertThat(response.statusCode()).as(method + ' ' + path).isIn(400, 403, 404, 405, 200);
                }
            }
            requireUntouched(alone);
        }
    }

    @Test
    void aViewerWhoTriesEveryRouteChangesNothing() {
        try (Serving alone = Serving.withTokens()) {
            for (Contract.Described each : Document.CONTRACT.operations()) {
                String operation = each.operation().getString("operationId");
                if (!operation.equals("eventStream")) {
                    alone.send(each.method(), Document.samples().get(operation), Site.VIEWER);
                }
            }
            requireUntouched(alone);
            assertThat(alone.asked())
                    .filteredOn(asked -> asked.getString("result").equals("success"))
                    .isNotEmpty()
                    .allMatch(asked -> CommandCatalogue.needs(asked.getString("command")) == Role.VIEWER);
        }
    }

    /** Nothing has happened to any agent since it was ready, and both still run. */
    private static void requireUntouched(Serving alone) {
        assertThat(alone.happened()).isEmpty();
        JsonObject status =
                new JsonObject(alone.send("GET", "/api/status", Site.VIEWER).body());
        assertThat(status.getInteger("running_agents")).isEqualTo(2);
        assertThat(status.getBoolean("shutting_down")).isFalse();
    }

    @Test
    void theNameOfTheTokenIsToldAndNeverTheToken() {
        serving.send("POST", "/api/agents/db/pause", Site.OPERATOR);

        assertThat(serving.asked())
                .anySatisfy(asked -> assertThat(asked.getJsonObject("actor").getString("name"))
                        .isEqualTo("otto"));
        assertThat(serving.asked().toString()).doesNotContain(Site.VIEWER, Site.OPERATOR, Site.ADMIN);
    }
}
