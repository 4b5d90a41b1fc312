package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.command.Command;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.lifecycle.Verb;
import dev.baton.testing.PlayedBaton;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands ask for, show and return, over the real socket. */
class CommandLineTest {
    @TempDir
    private Path folder;

    private PlayedBaton baton;
    private Typed typed;

    @BeforeEach
    void open() {
        Path socket = folder.resolve("b.sock");
        baton = PlayedBaton.at(socket)
                .agent("a", LifecycleState.RUNNING, null, "")
                .agent("b", LifecycleState.QUEUED, null, "no free worker slot")
                .agent("in-c", LifecycleState.CRASH_LOOP, TerminationStatus.ERROR, "boom")
                .agent("d", LifecycleState.TERMINATED, TerminationStatus.SUCCESS, "")
                .agent("never", LifecycleState.REGISTERED, null, "");
        typed = Typed.at(socket);
    }

    @AfterEach
    void close() {
        baton.close();
    }

    @Test
    void psKeepsItsTwoSummaryLines() {
        assertThat(typed.type("ps")).isZero();

        assertThat(typed.lines())
                .startsWith("Orchestrator Status: 1/5 agents running", "Waiting in queue: 1", "")
                .anyMatch(line -> line.startsWith("NAME ") && line.contains(" STATE ") && line.endsWith(" REASON"))
                .anyMatch(line ->
                        line.startsWith("b ") && line.contains("QUEUED") && line.endsWith("no free worker slot"))
                .anyMatch(line -> line.startsWith("in-c ") && line.contains("ingest") && line.endsWith("ERROR: boom"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "-1"})
    void runRefusesANumberOfNodesThatIsOfNoUse(String count) {
        assertThat(typed.type("run", "--nodes=" + count, "baton.yaml")).isEqualTo(2);

        assertThat(typed.err()).startsWith("baton: --nodes is " + count + " but must be from 1 to 9");
    }

    @Test
    void psPrintsOnlyNames() {
        assertThat(typed.type("ps", "-q")).isZero();

        assertThat(typed.lines()).containsExactly("a", "b", "in-c", "d", "never");
    }

    @ParameterizedTest
    @CsvSource({"state=running, a", "state=*ED, b d never", "group=ingest, in-c", "name=in-*, in-c"})
    void psFilters(String filter, String expected) {
        assertThat(typed.type("ps", "-q", "--filter", filter)).isZero();

        assertThat(typed.lines()).containsExactly(expected.split(" "));
    }

    @Test
    void psRefusesAFilterThatIsNone() {
        assertThat(typed.type("ps", "--filter", "colour=red")).isEqualTo(2);

        assertThat(typed.err()).contains("--filter is 'colour=red' but must be state=VALUE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ps", "status", "status a", "dependencies", "history", "history-stats", "stats --no-stream", "logs a",
                "commands", "reload --dry-run", "shutdown", "start a", "stop a", "restart a", "pause a", "resume a"
            })
    void printsThePayloadAsJson(String line) {
        assertThat(typed.type((line + " --format json").split(" "))).isZero();

        JsonObject json = new JsonObject(typed.out());
        assertThat(json.fieldNames()).containsExactly("status", "data", "code");
        assertThat(json.getString("status")).isEqualTo("success");
        assertThat(typed.err()).isEmpty();
    }

    @Test
    void printsAFailureAsJsonToo() {
        assertThat(typed.type("status", "nobody", "--format", "json")).isEqualTo(4);

        JsonObject json = new JsonObject(typed.out());
        assertThat(json.getInteger("code")).isEqualTo(404);
        assertThat(json.getString("error")).contains("there is no agent 'nobody'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status               | Total Agents: 5",
                "status a             | Dependencies: b (ready)",
                "status a             | limits: {\"wind\":12.5}",
                "dependencies         | a -> b, c",
                "history              | === Event History (1 event) ===",
                "history-stats        | Total Events: 1",
                "stats --no-stream    | (baton)",
                "logs a               | hello \\u001b[31mred",
                "commands             | list the agents",
                "reload --dry-run     | A reload would do this:",
                "reload               | Takes effect only when Baton starts anew: orchestrator.name",
                "shutdown             | Orchestrator shutdown initiated successfully",
                "start a              | Agent 'a' started successfully",
                "stop a --no-wait     | Agent 'a' has been told to stop",
                "start b              | Agent 'b' is queued: no free worker slot"
            })
    void tellsPeople(String line, String expected) {
        assertThat(typed.type(line.strip().split(" "))).isZero();

        assertThat(typed.out()).contains(expected.strip()).doesNotContain("\u001b", "\u0007");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start in-c           | 1 | Agent 'in-c' failed: boom",
                "start a never        | 1 | Agent 'never' is registered, nothing was done",
                "start                | 2 | Missing required parameter: 'NAME'",
                "history --last -1    | 2 | last is -1; it must be 0 or more",
                "history --last x     | 2 | Invalid value for option '--last'",
                "logs a --grep (      | 2 | no regular expression",
                "logs a --since soon  | 2 | --since is 'soon' but must be a duration",
                "ps --format xml      | 2 | expected one of [TABLE, JSON]",
                "ps --url x           | 2 | --url is 'x' but must be an address",
                "ps --token-file x    | 2 | --token-file goes with --url",
                "stop nobody          | 4 | there is no agent 'nobody'",
                "start forbidden      | 5 | start is not allowed here"
            })
    void saysWhatWasWrongAndReturnsACode(String line, int code, String expected) {
        assertThat(typed.type(line.strip().split(" "))).as(typed.err()).isEqualTo(code);

        assertThat(typed.err()).contains(expected.strip());
    }

    @Test
    void asksForWhatIsWritten() {
        typed.type("stop", "a", "b", "--no-wait");
        typed.type("history", "--last", "3", "--agent", "a", "--type", "T", "--after-seq", "9");
        typed.type("logs", "a", "--last", "2", "--since", "5m", "--grep", "x");

        assertThat(baton.asked())
                .isEqualTo(List.of(
                        new Command.Steer(Verb.STOP, List.of("a", "b"), false),
                        new Command.History(3, "a", "T", 9L),
                        new Command.Logs(List.of("a"), 2, Duration.ofMinutes(5), "x")));
    }

    @Test
    void waitsForAnEndThatHasCome() {
        assertThat(typed.type("wait", "d")).isZero();
        assertThat(typed.out()).contains("Agent 'd' has ended in SUCCESS");
        assertThat(typed.type("wait", "d", "in-c")).isEqualTo(1);
        assertThat(typed.err()).contains("Agent 'in-c' has ended in ERROR: boom");
        assertThat(typed.type("wait", "d", "--for", "running")).isEqualTo(1);
        assertThat(typed.type("wait", "a", "--for", "running")).isZero();
    }

    @Test
    void waitsForAnEndThatIsToCome() {
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> typed.type("wait", "a"));
        await().until(() -> baton.following() == 1);

        baton.agent("a", LifecycleState.TERMINATED, TerminationStatus.SUCCESS, "");
        baton.happened("AGENT_TERMINATED", "a", Map.of("status", "SUCCESS"));

        assertThat(waiting.join()).isZero();
    }

    @Test
    void noticesAStateThatLastsForAMoment() {
        CompletableFuture<Integer> waiting =
                CompletableFuture.supplyAsync(() -> typed.type("wait", "b", "--for", "RUNNING"));
        await().until(() -> baton.following() == 1 && !baton.asked().isEmpty());
        await().until(() -> baton.asked().stream().anyMatch(Command.Ps.class::isInstance));

        baton.happened("AGENT_READY", "b", Map.of());

        assertThat(waiting.join()).isZero();
    }

    @Test
    void noticesThatSomebodyIsAskedToStop() {
        CompletableFuture<Integer> waiting =
                CompletableFuture.supplyAsync(() -> typed.type("wait", "a", "--for", "STOPPING"));
        await().until(() -> baton.following() == 1 && baton.asked().stream().anyMatch(Command.Ps.class::isInstance));

        baton.happened("AGENT_STOPPING", "a", Map.of("reason", "it was asked to stop", "timeout_ms", 10_000));

        assertThat(waiting.join()).isZero();
        assertThat(typed.out()).contains("Agent 'a' is STOPPING");
    }

    @Test
    void stopsWaitingWhenTimeIsUp() {
        assertThat(typed.type("wait", "a", "--timeout", "2s")).isEqualTo(1);

        assertThat(typed.err()).contains("Agent 'a' is still RUNNING").contains("Time was up after 2s.");
    }

    @Test
    void followsWhatHappens() {
        CompletableFuture<Integer> following =
                CompletableFuture.supplyAsync(() -> typed.type("history", "--follow", "--format", "json"));
        await().until(() -> baton.following() == 1);

        baton.happened("AGENT_READY", "a", Map.of("x", 1));
        await().until(() -> typed.lines().size() == 2);
        baton.close();

        assertThat(following.join()).isEqualTo(1);
        assertThat(new JsonObject(typed.lines().get(1)).getJsonObject("data").getJsonArray("events"))
                .hasSize(1);
        assertThat(typed.err()).contains("broke off");
    }

    @Test
    void showsStatsAgainAndAgainOnATerminal() {
        CompletableFuture<Integer> looking =
                CompletableFuture.supplyAsync(() -> typed.onTerminal(100, 24).type("stats", "--interval", "100ms"));

        await().until(() -> typed.out().split("AGENT STATS", -1).length > 3);
        baton.close();

        assertThat(looking.join()).isNotZero();
        assertThat(typed.out()).startsWith("\u001b[H").contains("CPU %", "(baton)");
    }
}
