package dev.baton.scenario;

import static dev.baton.scenario.ClusterTest.CONFIG;
import static dev.baton.scenario.ClusterTest.START;
import static dev.baton.scenario.ClusterTest.UNREACHABLE;
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
class ClusterCutTest {
    private static final Duration HEALED = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(5);

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
        ClusterNode its = nodes.node(owner);
        long before = its.lines("starts");
        JsonObject answer = nodes.node(asked).answer(new Command.Steer(Verb.RESTART, List.of("counter"), true, owner));
        assertThat(answer.getInteger("code")).as(answer.encode()).isZero();
        nodes.awaitAll(SOON, () -> assertThat(its.lines("starts")).isEqualTo(before + 1));
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
}
