package dev.baton.scenario;

import static dev.baton.scenario.ClusterTest.CONFIG;
import static dev.baton.scenario.ClusterTest.START;
import static dev.baton.scenario.ClusterTest.UNREACHABLE;
import static dev.baton.testing.ClusterNode.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.command.Command;
import dev.baton.lifecycle.Verb;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.ClusterNode;
import dev.baton.testing.ClusterNodes;
import dev.baton.testing.FollowedEvents;
import dev.baton.testing.NetNamespaces;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes in a network of their own, whose cables are cut. */
@Tag("netns")
@Tag("long")
@TestMethodOrder(OrderAnnotation.class)
@Tag("alone")
class ClusterCutTest {
    private static final Duration HEALED = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static NetNamespaces net;
    private static ClusterNodes nodes;
    private static FollowedEvents followed;

    @BeforeAll
    static void form() throws Exception {
        net = NetNamespaces.orSkip();
        nodes = ClusterNodes.in(folder, CONFIG, net, "n1", "n2", "n3").form(START, "n1", "n2", "n3");
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
        if (net != null) {
            net.close();
        }
    }

    @Test
    @Order(1)
    void aNodeThatIsCutOffIsUnreachableForTheOthersAndTheyForIt() {
        net.cut("n3");
        try {
            nodes.awaitAll(UNREACHABLE, () -> {
                states("n1", "up", "up", "unreachable");
                states("n2", "up", "up", "unreachable");
                states("n3", "unreachable", "unreachable", "up");
            });
            eachSideSteersItsOwn();
        } finally {
            net.heal("n3");
        }
        allAreTogether();
        steersThrough("n3", "n1");
        steersThrough("n1", "n3");
    }

    private static void states(String at, String n1, String n2, String n3) {
        assertThat(nodes.node(at).nodes()).as("nodes at %s", at).isEqualTo(Map.of("n1", n1, "n2", n2, "n3", n3));
    }

    private static void eachSideSteersItsOwn() {
        long before = nodes.node("n3").lines("starts");
        JsonObject refused = nodes.node("n1").answer(new Command.Steer(Verb.RESTART, List.of("counter"), true, "n3"));
        assertThat(refused.getInteger("code")).as(refused.encode()).isEqualTo(504);
        assertThat(nodes.node("n3").lines("starts")).isEqualTo(before);
        steersThrough("n3", "n3");
        steersThrough("n2", "n1");
    }

    private static void steersThrough(String asked, String owner) {
        ClusterTest.restartsOnce(nodes, asked, owner);
    }

    private static void allAreTogether() {
        nodes.awaitAllAreUp(HEALED, "counter");
        ClusterTest.allAreTogether(nodes, HEALED);
    }

    @Test
    @Order(2)
    void aNodeThatIsNotHeardIsUnreachable() {
        net.mute("n2");
        try {
            nodes.awaitAll(UNREACHABLE, () -> {
                assertThat(nodes.node("n1").nodes())
                        .containsEntry("n2", "unreachable")
                        .containsEntry("n3", "up");
                assertThat(nodes.node("n3").nodes())
                        .containsEntry("n2", "unreachable")
                        .containsEntry("n1", "up");
            });
            // It hears them for some seconds more, and learns from them that they don't hear it.
            nodes.awaitAll(UNREACHABLE, () -> states("n2", "unreachable", "up", "unreachable"));
        } finally {
            net.heal("n2");
        }
        allAreTogether();
        steersThrough("n1", "n2");
        steersThrough("n2", "n3");
    }

    @Test
    @Order(3)
    void aStreamMissesNothingWithoutSayingSo() {
        long told = followed.events().size();
        nodes.awaitAll(
                SOON.plus(SOON),
                () -> assertThat(followed.events().stream().skip(told))
                        .extracting(event -> event.getString("node"))
                        .contains("n1", "n2", "n3"));

        assertThat(followed.gaps().stream().mapToLong(FollowedEvents.Gap::size).sum())
                .as("gaps %s", followed.gaps())
                .isLessThanOrEqualTo(followed.saidToBeMissed());
        assertThat(followed.doubles()).isEmpty();
    }

    @Test
    @Order(4)
    void noThreadIsStuck() {
        nodes.requireNoThreadIsStuck();
    }

    /** Nobody can keep them apart who begin where they can't reach each other. */
    @Test
    @Order(5)
    void ofTwoNodesOfOneNameThatFindTogetherNeitherEndsAndOnlyTheLaterOneObeys() {
        ClusterNode elder = nodes.node("n2");
        net.placeOf("twin");
        net.cut("twin");
        ClusterNode later = nodes.start(
                "twin",
                "--set",
                "cluster.node=n2",
                "--set",
                "cluster.discovery.members=[\"10.77.5.1:5701\",\"10.77.5.2:5701\",\""
                        + net.placeOf("twin").member() + "\"]");
        nodes.awaitAll(
                START, () -> assertThat(later.process().out()).anyMatch(line -> line.contains("joined cluster")));
        net.heal("twin");

        nodes.awaitAll(HEALED, () -> {
            for (ClusterNode each : List.of(elder, later)) {
                assertThat(each.process().out())
                        .anyMatch(line -> line.contains("ERROR")
                                && line.contains("Two nodes of this cluster are called 'n2'")
                                && line.contains(elder.place().member())
                                && line.contains(later.place().member()));
            }
        });
        assertThat(elder.isAlive() && later.isAlive()).isTrue();
        nodes.awaitAll(
                HEALED,
                () -> List.of("n1", "n3")
                        .forEach(at -> assertThat(rows(nodes.node(at).ps(), "nodes"))
                                .as(
                                        "nodes at %s; at the later one: %s",
                                        at, later.ps().getJsonArray("nodes"))
                                .anyMatch(row -> row.getString("node").equals("n2")
                                        && row.getString("state").equals("up")
                                        && row.getString("address")
                                                .equals(later.place().member()))));
        onlyTheLaterOneObeys(elder, later);

        later.leave().process().endsWith(0);
        allAreTogether();
        steersThrough("n1", "n2");
    }

    /** A message to the name reaches either of them; whoever isn't meant refuses. */
    private static void onlyTheLaterOneObeys(ClusterNode elder, ClusterNode later) {
        long before = elder.lines("starts");
        long beforeLater = later.lines("starts");
        long done = 0;
        for (int i = 0; i < 10; i++) {
            JsonObject answer =
                    nodes.node("n1").answer(new Command.Steer(Verb.RESTART, List.of("counter"), true, "n2"));
            int code = answer.getInteger("code");
            assertThat(code).as(answer.encode()).isIn(0, 504);
            done += code == 0 ? 1 : 0;
        }
        long carriedOut = beforeLater + done;
        assertThat(done).isPositive();
        nodes.awaitAll(SOON, () -> assertThat(later.lines("starts")).isGreaterThanOrEqualTo(carriedOut));
        assertThat(elder.lines("starts")).isEqualTo(before);
    }
}
