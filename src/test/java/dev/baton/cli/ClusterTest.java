package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.command.Command;
import dev.baton.event.EventCategory;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.lifecycle.Verb;
import dev.baton.testing.PlayedBaton;
import io.vertx.core.json.JsonArray;
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

/**
 * What people see of a cluster: where everything is, who can't be reached, and which parts are missing. Nodes n1 and n2 are
 * there, n3 can't be reached, n4 has gone.
 */
class ClusterTest {
    private static final String MISSING = "baton: Node 'n3' is missing here: nothing was heard from it for 12 s";

    @TempDir
    private Path folder;

    private PlayedBaton baton;
    private Typed typed;

    @BeforeEach
    void open() {
        Path socket = folder.resolve("b.sock");
        baton = PlayedBaton.at(socket)
                .inCluster()
                .agent("n1", "collector", LifecycleState.RUNNING, null, "")
                .agent("n2", "collector", LifecycleState.QUEUED, null, "no free worker slot")
                .agent("n2", "importer", LifecycleState.TERMINATED, TerminationStatus.ERROR, "boom")
                .agent("n3", "db", LifecycleState.RUNNING, null, "");
        typed = Typed.at(socket);
    }

    @AfterEach
    void close() {
        baton.close();
    }

    @Test
    void psShowsWhereEachAgentIsAndWhichRowsAreOld() {
        assertThat(typed.type("ps")).isZero();

        assertThat(typed.lines())
                .containsExactly(
                        "Orchestrator Status: 2/5 agents running",
                        "Waiting in queue: 1",
                        "",
                        "NAME       STATE        PID  UPTIME  RESTARTS  NODE  REASON",
                        "collector  RUNNING     4711   1m01s         0  n1",
                        "collector  QUEUED         -       -         0  n2    no free worker slot",
                        "importer   TERMINATED     -       -         0  n2    ERROR: boom",
                        "db         RUNNING     4711   1m01s         0  n3",
                        "",
                        "n3 can't be reached: nothing was heard from it for 12 s. Its rows are what it told last.");
        assertThat(typed.err()).isEmpty();
    }

    @Test
    void whatIsOldIsDimOnATerminal() {
        assertThat(typed.onTerminal(100, 24).type("ps")).isZero();

        assertThat(typed.lines())
                .anyMatch(line -> line.startsWith("\u001b[2mdb ") && line.endsWith("n3\u001b[0m"))
                .anyMatch(line -> line.startsWith("collector ") && line.contains("\u001b[32mRUNNING"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ps -q                    | collector importer db",
                "ps -q --node n2          | collector importer",
                "ps -q --filter node=n3   | db",
                "cluster -q               | n1 n2 n3 n4"
            })
    void printsNamesOnce(String line, String expected) {
        assertThat(typed.type(line.strip().split(" "))).isZero();

        assertThat(typed.lines()).containsExactly(expected.strip().split(" "));
    }

    @Test
    void showsItsNodes() {
        assertThat(typed.type("cluster")).isZero();

        assertThat(typed.lines())
                .containsExactly(
                        "Cluster: weather, as n1 knows it",
                        "",
                        "NODE  STATE        SILENT  AGENTS  RUN  WAIT  UPTIME  ADDRESS        LABELS",
                        "n1    UP                -       2  1/5     0   3m00s  10.0.0.1:5701  zone=a",
                        "n2    UP                -       2  1/5     0   3m00s  10.0.0.2:5701  zone=b",
                        "n3    UNREACHABLE     12s       2  1/5     0   3m00s  10.0.0.3:5701  zone=a",
                        "n4    GONE          5m00s       0  0/5     0   3m00s  10.0.0.4:5701  zone=a",
                        "",
                        "n3 can't be reached: nothing was heard from it for 12 s");
    }

    @Test
    void statusShowsTheNodesToo() {
        assertThat(typed.type("status")).isZero();

        assertThat(typed.lines())
                .contains("Cluster: weather", "Node: n1")
                .anyMatch(line -> line.startsWith("n3    UNREACHABLE     12s  "));
    }

    @Test
    void printsTheNodesAsJson() {
        assertThat(typed.type("cluster", "--format", "json")).isZero();

        JsonObject data = new JsonObject(typed.out()).getJsonObject("data");
        assertThat(data.fieldNames()).containsExactly("cluster", "nodes");
        assertThat(data.getJsonArray("nodes").getJsonObject(2).getString("state"))
                .isEqualTo("unreachable");
    }

    @Test
    void saysThatThereIsNoCluster() {
        Path elsewhere = folder.resolve("c.sock");
        try (PlayedBaton alone = PlayedBaton.at(elsewhere)) {
            assertThat(alone.asked()).isEmpty();
            Typed other = Typed.at(elsewhere);

            assertThat(other.type("cluster")).isEqualTo(1);
            assertThat(other.err()).contains("This Baton is in no cluster");
            assertThat(other.type("cluster", "--format", "json")).isEqualTo(1);
            assertThat(new JsonObject(other.out()).getInteger("code")).isEqualTo(409);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"history", "history-stats", "stats --no-stream", "logs collector", "dependencies"})
    void namesThePartsThatAreMissing(String line) {
        assertThat(typed.type(line.split(" "))).isZero();
        assertThat(typed.err().strip()).isEqualTo(MISSING);

        assertThat(typed.type((line + " --format json").split(" "))).isZero();
        assertThat(typed.err().strip()).isEqualTo(MISSING);
        assertThat(new JsonObject(typed.out()).getJsonObject("data").getJsonArray("nodes"))
                .hasSize(4);
    }

    @Test
    void historyShowsTheNodeOfEachEventAndHowFarItGoes() {
        assertThat(typed.with("COLUMNS", "100").type("history")).isZero();

        assertThat(typed.lines())
                .contains(
                        "Positions: n1:1,n2:1",
                        "NODE  SEQ  TIME                      CATEGORY  TYPE         AGENT  SEV   DATA",
                        "n1      7  1970-01-01T00:00:00.000Z  agent     AGENT_READY  a      INFO  reason=because\\u0007",
                        "n2      7  1970-01-01T00:00:00.000Z  agent     AGENT_READY  a      INFO  reason=because\\u0007");
    }

    @Test
    void followingTellsNodesAndWhatGotLost() {
        CompletableFuture<Integer> following =
                CompletableFuture.supplyAsync(() -> typed.type("history", "--follow", "--last", "0"));
        await().until(() -> baton.following() == 1);
        baton.happened("n2", EventCategory.AGENT, "SOLD", "collector", Map.of());
        await().until(() -> typed.lines().size() == 2);
        baton.missed("n2", 3);
        await().until(() -> typed.lines().size() == 3);
        baton.close();

        assertThat(following.join()).isEqualTo(1);
        assertThat(typed.lines().get(0)).startsWith("NODE             SEQ  TIME");
        assertThat(typed.lines().get(1))
                .startsWith("n2                 1  1970")
                .contains("SOLD");
        assertThat(typed.lines().get(2))
                .isEqualTo(
                        "(at least 3 left out here: they came faster than they could be shown, or got lost between nodes)");
        assertThat(typed.err()).contains(MISSING);
    }

    @Test
    void statsShowsTheProcessOfEachNode() {
        assertThat(typed.type("stats", "--no-stream")).isZero();

        assertThat(typed.lines())
                .startsWith("NAME     NODE   PID  CPU %  MEM MB  MEM %  THREADS  UPTIME  CYCLES  LAST MS")
                .anyMatch(line -> line.startsWith("(baton)  n2 "))
                .anyMatch(line -> line.startsWith("a        n2 "));
    }

    @Test
    void logsSayOnWhichNodeALineWasWritten() {
        assertThat(typed.type("logs", "collector")).isZero();

        assertThat(typed.lines())
                .anyMatch(line -> line.contains(" n1/collector | hello"))
                .anyMatch(line -> line.contains(" n2/collector | hello"));
    }

    @Test
    void steersOnEveryNodeAndSaysWhatCameOfIt() {
        assertThat(typed.type("start", "collector", "db")).isEqualTo(1);

        assertThat(typed.lines())
                .containsExactly(
                        "Agent 'collector' on n1 started successfully",
                        "Agent 'collector' on n2 is queued: no free worker slot");
        assertThat(typed.err().strip()).isEqualTo("baton: Agent 'db' on n3 failed: n3 can't be reached");
    }

    @Test
    void steersOnOneNode() {
        assertThat(typed.type("stop", "collector", "--node", "n2", "--no-wait")).isZero();
        assertThat(typed.type("stop", "db", "--node", "n3")).isEqualTo(1);

        assertThat(typed.err()).contains("OWNER_UNREACHABLE");
        assertThat(baton.asked())
                .isEqualTo(List.of(
                        new Command.Steer(Verb.STOP, List.of("collector"), false, "n2"),
                        new Command.Steer(Verb.STOP, List.of("db"), true, "n3")));
    }

    @Test
    void asksForWhatIsWritten() {
        for (String line : List.of(
                "status --node n2",
                "status collector --node n2",
                "dependencies --node n2",
                "history --last 3 --after-seq n1:5,n2:17 --node n2",
                "history --after-seq 5",
                "history-stats --node n2",
                "stats --no-stream --node n2",
                "logs a --last 2 --node n2",
                "reload --dry-run --node n2",
                "shutdown --node n2")) {
            typed.type(line.split(" "));
        }

        assertThat(baton.asked())
                .isEqualTo(List.of(
                        new Command.Status("n2"),
                        new Command.AgentStatus("collector", "n2"),
                        new Command.Dependencies("n2"),
                        new Command.History(3, null, null, null, Map.of("n1", 5L, "n2", 17L), "n2"),
                        new Command.History(100, null, null, 5L),
                        new Command.HistoryStats("n2"),
                        new Command.Stats("n2"),
                        new Command.Logs(List.of("a"), 2, null, null, "n2"),
                        new Command.Reload(true, "n2"),
                        new Command.Shutdown("n2")));
    }

    @Test
    void refusesWhatIsNoPosition() {
        assertThat(typed.type("history", "--after-seq", "n1:x")).isEqualTo(2);

        assertThat(typed.err())
                .contains("--after-seq is \"n1:x\"; it must be the number of an event, or for a cluster");
    }

    @Test
    void waitsForAnAgentOnEveryNodeThatHasIt() {
        CompletableFuture<Integer> waiting =
                CompletableFuture.supplyAsync(() -> typed.type("wait", "collector", "--for", "RUNNING"));
        await().until(() -> baton.following() == 1 && baton.asked().stream().anyMatch(Command.Ps.class::isInstance));
        assertThat(waiting).isNotDone();

        baton.agent("n2", "collector", LifecycleState.RUNNING, null, "");
        baton.happened("n2", EventCategory.AGENT, "AGENT_READY", "collector", Map.of());

        assertThat(waiting.join()).isZero();
        assertThat(typed.lines())
                .containsExactly("Agent 'collector' on n1 is RUNNING", "Agent 'collector' on n2 is RUNNING");
    }

    @Test
    void waitsOnOneNodeOnly() {
        assertThat(typed.type("wait", "collector", "--for", "RUNNING", "--node", "n1"))
                .isZero();

        assertThat(typed.lines()).containsExactly("Agent 'collector' on n1 is RUNNING");
    }

    @Test
    void waitsNoMoreForAnAgentWhoseNodeHasGone() {
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> typed.type("wait", "collector"));
        awaitLook(1);

        baton.remove("n2", "collector");
        baton.happened("n1", EventCategory.CLUSTER, "NODE_LEFT", null, Map.of("member", "n2"));
        awaitLook(2);
        baton.happened("n3", EventCategory.CLUSTER, "NODE_LEFT", null, Map.of("member", "n2"));
        awaitLook(3);
        baton.agent("n1", "collector", LifecycleState.TERMINATED, TerminationStatus.SUCCESS, "");
        baton.happened("AGENT_TERMINATED", "collector", Map.of("status", "SUCCESS"));

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(1);
        assertThat(typed.lines()).containsExactly("Agent 'collector' on n1 has ended in SUCCESS");
        assertThat(typed.err()).contains("Agent 'collector' on n2 is not there any more; it was QUEUED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait db --node n3", "wait db --for PAUSED", "wait d*"})
    void waitsNoMoreForAnAgentThatIsOnNoNodeAnyMore(String line) {
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> typed.type(line.split(" ")));
        awaitLook(1);

        baton.remove("n3", "db");
        baton.happened("n1", EventCategory.CLUSTER, "NODE_LEFT", null, Map.of("member", "n3"));

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(1);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err().strip()).isEqualTo("baton: Agent 'db' on n3 is not there any more; it was RUNNING");
    }

    /** Until it has looked that often which agents there are. */
    private void awaitLook(int times) {
        await().until(() -> baton.following() == 1
                && baton.asked().stream().filter(Command.Ps.class::isInstance).count() >= times);
    }

    @Test
    void saysThatItWaitsForANodeThatCanNotBeReached() {
        assertThat(typed.type("wait", "db", "--timeout", "2s")).isEqualTo(1);

        assertThat(typed.err())
                .contains("Agent 'db' on n3 is still RUNNING, as far as is known: its node can't be reached");
    }

    @Test
    void topSteersTheOneThatIsSelected() {
        TopModel model = new TopModel("collector");
        model.know(new JsonObject()
                .put("nodes", new JsonArray().add(new JsonObject().put("node", "n1")))
                .put("agents", new JsonArray().add(row("n1")).add(row("n2"))));

        model.press(Key.of('j'), 10);
        model.press(Key.of('x'), 10);
        assertThat(model.message()).isEqualTo("Really stop 'collector' on n2? y/n");
        model.press(Key.of('y'), 10);

        assertThat(model.takeWish()).isEqualTo(new TopModel.Wish(Verb.STOP, "collector", "n2"));
    }

    private static JsonObject row(String node) {
        return new JsonObject().put("agent_name", "collector").put("node", node).put("lifecycle_state", "RUNNING");
    }
}
