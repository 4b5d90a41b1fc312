package dev.baton.scenario;

import static dev.baton.testing.ClusterNode.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.command.Command;
import dev.baton.lifecycle.Verb;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.ClusterNode;
import dev.baton.testing.ClusterNodes;
import dev.baton.testing.FollowedEvents;
import dev.baton.testing.LogLine;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes on the loopback interface, which suffer one thing after the other; each time all are together again at the end. */
@TestMethodOrder(OrderAnnotation.class)
@Tag("alone")
class ClusterTest {
    static final Duration START = Duration.ofSeconds(60);
    static final Duration UNREACHABLE = Duration.ofSeconds(20);
    /** What was promised, and what a busy machine takes to ask and be answered. */
    static final Duration GONE = Duration.ofSeconds(20);

    static final Duration TOGETHER = Duration.ofSeconds(60);
    static final Duration SOON = Duration.ofSeconds(20);
    static final String CONFIG = """
            orchestrator: {runMode: DAEMON, maxWorkers: 10}
            agents:
              counter:
                command: [sh, -c, 'echo started >> "$STARTS"; exec sleep 100000']
                env: {STARTS: "${FOLDER}/starts"}
              talker:
                class: dev.baton.demo.Uptime
                config: {executionInterval: 200ms}
            """;

    @TempDir
    private static Path folder;

    private static ClusterNodes nodes;
    private static FollowedEvents followed;

    @BeforeAll
    static void form() throws Exception {
        nodes = ClusterNodes.onLoopback(folder, CONFIG, "n1", "n2", "n3").form(START, "n1", "n2", "n3");
        BatonFolder client = new BatonFolder(Files.createDirectory(folder.resolve("client")));
        followed = new FollowedEvents(client, nodes.node("n1").folder().socket());
        nodes.awaitAll(SOON.plus(SOON), () -> assertThat(followed.events()).isNotEmpty());
    }

    @AfterAll
    static void close() {
        if (followed != null) {
            followed.close();
        }
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    @Order(1)
    void everyNodeAnswersForAll() {
        allAreTogether();
    }

    private static void allAreTogether() {
        allAreTogether(nodes, TOGETHER);
    }

    /** Each of the three nodes of {@link #CONFIG} knows all of them, and that all their agents run. */
    static void allAreTogether(ClusterNodes nodes, Duration limit) {
        nodes.awaitAll(
                limit,
                () -> nodes.up().forEach(node -> {
                    assertThat(node.nodes())
                            .as("nodes at %s", node.name())
                            .isEqualTo(Map.of("n1", "up", "n2", "up", "n3", "up"));
                    assertThat(node.agents())
                            .as("agents at %s", node.name())
                            .isEqualTo(Map.of(
                                    "n1/counter", "RUNNING",
                                    "n1/talker", "RUNNING",
                                    "n2/counter", "RUNNING",
                                    "n2/talker", "RUNNING",
                                    "n3/counter", "RUNNING",
                                    "n3/talker", "RUNNING"));
                }));
    }

    /** The counter of {@code owner} is told to start anew by {@code asked}, and does it once. */
    static void restartsOnce(ClusterNodes nodes, String asked, String owner) {
        ClusterNode its = nodes.node(owner);
        long before = its.lines("starts");
        nodes.awaitAll(TOGETHER, () -> {
            JsonObject answer =
                    nodes.node(asked).answer(new Command.Steer(Verb.RESTART, List.of("counter"), true, owner));
            // Nodes that have found together may part once more; whoever isn't up then is not asked.
            assertThat(answer.getString("error", "")).doesNotContain("was not asked");
            assertThat(answer.getInteger("code")).as(answer.encode()).isZero();
        });
        nodes.awaitAll(SOON, () -> assertThat(its.lines("starts")).isEqualTo(before + 1));
    }

    /** Each is told by a node that it doesn't run on, and does it once. */
    private static void everyAgentObeysThroughAnotherNode() {
        for (Map.Entry<String, String> way :
                Map.of("n1", "n2", "n2", "n3", "n3", "n1").entrySet()) {
            restartsOnce(nodes, way.getKey(), way.getValue());
        }
        List<Long> starts =
                nodes.up().stream().map(node -> node.lines("starts")).toList();
        // Whoever repeated one would be seen here, after the last has been answered.
        allAreTogether();
        assertThat(nodes.up().stream().map(node -> node.lines("starts"))).isEqualTo(starts);
    }

    @Test
    @Order(2)
    void aCommandReachesItsAgentThroughAnyNodeAndIsCarriedOutOnce() {
        everyAgentObeysThroughAnotherNode();

        long[] before =
                nodes.up().stream().mapToLong(node -> node.lines("starts")).toArray();
        JsonObject answer = nodes.node("n2").ask(new Command.Steer(Verb.RESTART, List.of("count*"), true));

        assertThat(rows(answer, "outcomes"))
                .extracting(outcome -> outcome.getString("node"))
                .containsExactlyInAnyOrder("n1", "n2", "n3");
        nodes.awaitAll(
                SOON,
                () -> assertThat(nodes.up().stream().mapToLong(node -> node.lines("starts")))
                        .containsExactly(before[0] + 1, before[1] + 1, before[2] + 1));
    }

    @Test
    @Order(3)
    void psTellsTheTruthRightAfterACommand() {
        ClusterNode n1 = nodes.node("n1");
        for (int i = 0; i < 5; i++) {
            n1.ask(new Command.Steer(Verb.STOP, List.of("talker"), true, "n3"));
            assertThat(n1.agents()).containsEntry("n3/talker", "TERMINATED");
            n1.ask(new Command.Steer(Verb.START, List.of("talker"), true, "n3"));
            assertThat(n1.agents()).containsEntry("n3/talker", "RUNNING");
        }
    }

    @Test
    @Order(3)
    void theLinesOfAnAgentThatAReloadAddsAreFollowedThroughAnotherNode() {
        BatonFolder n1 = nodes.node("n1").folder();
        ClusterNode n2 = nodes.node("n2");
        try (BatonProcess lines = n1.baton("logs", "talk*", "--last", "100", "--follow")) {
            nodes.awaitAll(
                    START,
                    () -> assertThat(lines.out())
                            .anyMatch(line -> line.contains("n2/talker | "))
                            .anyMatch(line -> line.contains("n3/talker | ")));

            n2.folder().config(CONFIG + "  talkative: {command: [sh, -c, 'echo hello; exec sleep 100000']}\n");
            n2.ask(new Command.Reload(false));

            nodes.awaitAll(
                    SOON.plus(SOON),
                    () -> assertThat(lines.out()).anyMatch(line -> line.contains("n2/talkative | hello")));
        }
        n2.folder().config(CONFIG);
        n2.ask(new Command.Reload(false));
        allAreTogether();
    }

    @Test
    @Order(4)
    void aNodeThatLeavesIsGoneWithoutAnAlarm() {
        ClusterNode leaving = nodes.node("n3").leave();
        leaving.process().endsWith(0);

        nodes.awaitAll(
                GONE,
                () -> nodes.up().forEach(node -> {
                    assertThat(node.nodes()).containsEntry("n3", "gone");
                    assertThat(node.agents().keySet()).noneMatch(agent -> agent.startsWith("n3/"));
                }));
        nodes.up()
                .forEach(node -> assertThat(lastOf(node, "NODE_LEFT", "n3").getString("severity"))
                        .as("at %s", node.name())
                        .isEqualTo("INFO"));
        nodes.start("n3");
        allAreTogether();
        everyAgentObeysThroughAnotherNode();
    }

    /** The last event of this name that {@code node} itself published about {@code member}. */
    private static JsonObject lastOf(ClusterNode node, String event, String member) {
        List<JsonObject> events =
                rows(node.ask(new Command.History(1_000, null, event, null, Map.of(), node.name())), "events").stream()
                        .filter(each -> member.equals(each.getJsonObject("data").getString("member")))
                        .toList();
        assertThat(events).as("%s of %s at %s", event, member, node.name()).isNotEmpty();
        return events.get(events.size() - 1);
    }

    @Test
    @Order(5)
    void aNodeThatIsKilledIsShownAsUnreachableWithItsAgents() {
        nodes.node("n2").kill();

        theRestShowsAsUnreachable("n2");
        JsonObject answer = nodes.node("n1").answer(new Command.Steer(Verb.RESTART, List.of("counter"), true, "n2"));
        assertThat(answer.getInteger("code")).as(answer.encode()).isEqualTo(504);
        nodes.start("n2");
        allAreTogether();
        everyAgentObeysThroughAnotherNode();
    }

    private static void theRestShowsAsUnreachable(String name) {
        List<ClusterNode> rest =
                nodes.up().stream().filter(node -> !node.name().equals(name)).toList();
        nodes.awaitAll(
                UNREACHABLE,
                () -> rest.forEach(node -> {
                    assertThat(node.nodes()).containsEntry(name, "unreachable");
                    assertThat(node.agents()).as("what is known stays").containsKey(name + "/counter");
                }));
        rest.forEach(node -> {
            assertThat(lastOf(node, "NODE_LEFT", name).getString("severity")).isEqualTo("WARN");
            assertThat(rows(node.ps(), "nodes"))
                    .filteredOn(row -> row.getString("node").equals(name))
                    .allSatisfy(row -> assertThat(row.getDouble("age")).isPositive());
        });
    }

    @Test
    @Order(6)
    @Tag("long")
    void aNodeThatHangsFor15SecondsComesBack() {
        ClusterNode hanging = nodes.node("n2");
        long since = System.nanoTime();
        hanging.hang();
        try {
            theRestShowsAsUnreachable("n2");
            nodes.awaitAll(
                    Duration.ofSeconds(30),
                    () -> assertThat(Duration.ofNanos(System.nanoTime() - since))
                            .isGreaterThan(Duration.ofSeconds(15)));
        } finally {
            hanging.goOn();
        }

        nodes.awaitAllAreUp(TOGETHER, "counter");
        allAreTogether();
        nodes.up().stream()
                .filter(node -> node != hanging)
                .forEach(node -> assertThat(lastOf(node, "NODE_JOINED", "n2")).isNotNull());
        everyAgentObeysThroughAnotherNode();
    }

    @Test
    @Order(7)
    void aStreamMissesNothingWithoutSayingSo() {
        assertThat(followed.isGoingOn()).isTrue();
        long told = followed.events().size();
        nodes.awaitAll(
                SOON,
                () -> assertThat(followed.events().stream().skip(told))
                        .extracting(event -> event.getString("node"))
                        .contains("n1", "n2", "n3"));

        assertThat(followed.gaps().stream().mapToLong(FollowedEvents.Gap::size).sum())
                .as("gaps %s", followed.gaps())
                .isLessThanOrEqualTo(followed.saidToBeMissed());
        assertThat(followed.doubles()).isEmpty();
    }

    /** Once it has just opened its ports, once it is about to tell who listens where. */
    @Test
    @Order(8)
    @Tag("long")
    void aNodeThatDiesWhileAnotherJoinsKeepsNobodyOut() {
        dies("n3", "n4", joining -> joining.place().answersAtBusPort());
        dies("n4", "n3", joining -> joining.process().out().stream().anyMatch(line -> line.contains("joined cluster")));
    }

    private static void dies(String name, String joins, Predicate<ClusterNode> moment) {
        ClusterNode joining = nodes.start(joins);
        nodes.awaitAll(START, () -> assertThat(moment.test(joining)).isTrue());
        nodes.node(name).kill();

        nodes.awaitAll(
                START,
                () -> assertThat(nodes.up())
                        .extracting(ClusterNode::name)
                        .containsExactlyInAnyOrder("n1", "n2", joins));
        nodes.awaitAllAreUp(START, "counter");
    }

    @Test
    @Order(9)
    void noThreadIsStuck() {
        nodes.requireNoThreadIsStuck();
    }

    /** Of Hazelcast, which begins its lines with the node's address, or of the event bus. */
    private static boolean isAlarmOfLeaving(LogLine line) {
        return line.level().equals("WARNING")
                && (line.text().startsWith("[127.0.0.1]:") || line.source().equals("[MessageConsumerImpl]"));
    }

    @Test
    @Order(10)
    void allLeaveAtOnceWithoutAnAlarm() {
        List<ClusterNode> all = nodes.up();
        all.forEach(ClusterNode::leave);

        assertThat(all).allSatisfy(node -> {
            List<LogLine> log = node.process().endsWith(0).log();
            int ended = log.indexOf(new LogLine("INFO", LogLine.BATON, "All agents have ended"));
            assertThat(ended).isNotNegative();
            assertThat(log.subList(ended, log.size()))
                    .as("the last lines of %s", node.name())
                    .noneMatch(ClusterTest::isAlarmOfLeaving);
        });
    }
}
