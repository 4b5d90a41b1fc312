package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

/** Every role against every route. */
class RolesTest {
    private static final List<String> TOKENS = List.of(Serving.VIEWER, Serving.OPERATOR, Serving.ADMIN);

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
        serving.turnClock(java.time.Duration.ofMinutes(2));
        Contract.Described described = Document.CONTRACT.operation(operation);
        HttpRequest.Builder request = serving.request(Document.samples().get(operation))
                .method(described.method(), HttpRequest.BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }

        HttpResponse<String> response =
                operation.equals("eventStream") ? Listening.head(request) : serving.send(request);

        // Admins have shut this server's Baton down in other rows.
        boolean isDown = operation.equals("ready") && response.statusCode() == 503;
        assertThat(isDown ? 200 : response.statusCode()).as(response.body()).isEqualTo(expected);
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
        for (String path : paths) {
            for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
                HttpRequest.Builder request = serving.request(path)
                        .method(method, HttpRequest.BodyPublishers.ofString("{\"command\":\"stop\",\"args\":[\"db\"]}"))
                        .header("Authorization", "Bearer " + Serving.VIEWER)
                        .header("X-HTTP-Method-Override", "POST")
                        .header("X-Role", "admin")
                        .header("Content-Type", "application/json");

                HttpResponse<String> response = serving.send(request);

                assertThat(response.statusCode()).as(method + ' ' + path).isIn(400, 403, 404, 405, 200);
            }
        }
        assertThat(serving.commands.carriedOut().stream()
                        .filter(command -> command.needs() != Role.VIEWER)
                        .filter(command -> !wasAllowed(command)))
                .isEmpty();
    }

    /** The table above runs on the same server; operators and admins did what they may. */
    private static boolean wasAllowed(Command<?> command) {
        return !(command instanceof Command.Steer steer) || steer.names().equals(List.of("db"));
    }

    @Test
    void aViewerOnAServerOfItsOwnChangesNothing() {
        try (Serving alone = Serving.withTokens()) {
            for (Contract.Described each : Document.CONTRACT.operations()) {
                String operation = each.operation().getString("operationId");
                if (!operation.equals("eventStream")) {
                    alone.send(each.method(), Document.samples().get(operation), Serving.VIEWER);
                }
            }
            assertThat(alone.commands.carriedOut()).isNotEmpty().allMatch(command -> command.needs() == Role.VIEWER);
        }
    }

    @Test
    void theNameOfTheTokenIsToldAndNeverTheToken() {
        serving.send("POST", "/api/agents/db/pause", Serving.OPERATOR);

        assertThat(serving.commands.callers()).contains(Caller.overHttp("otto", Role.OPERATOR));
        assertThat(serving.commands.callers().toString())
                .doesNotContain(Serving.VIEWER, Serving.OPERATOR, Serving.ADMIN);
    }
}
