package dev.baton.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.baton.launcher.LiveBaton;
import dev.baton.runtime.BusMessages;
import dev.baton.runtime.Messages;
import dev.baton.settings.RecordMapper;
import dev.baton.testing.Certificates;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes in one JVM, with real Hazelcasts on loopback. */
@Tag("long")
class ClusterNodeTest {
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final List<Integer> memberPorts = List.of(LiveBaton.freePort(), LiveBaton.freePort());
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void leave() {
        nodes.forEach(
                node -> node.leave().toCompletionStage().toCompletableFuture().join());
    }

    @Test
    void tellsWhoCameAndWhoLeft() {
        ClusterNode first = join(0, "n1", 1);
        first.tell(first.vertx().getOrCreateContext(), hints());

        ClusterNode second = join(1, "n2", 1);
        second.tell(second.vertx().getOrCreateContext(), hints());
        await().untilAsserted(() -> assertThat(told).containsExactlyInAnyOrder("joined n2 s-n2", "joined n1 s-n1"));

        second.leave().toCompletionStage().toCompletableFuture().join();
        await().untilAsserted(() -> assertThat(told).contains("left n2 s-n2"));
    }

    @Test
    void carriesMessagesOverMutualTls(@TempDir Path folder) throws Exception {
        Certificates.Pair pair = Certificates.make(folder, "cluster");
        JsonObject tls = new JsonObject()
                .put("cert", pair.cert().toString())
                .put("key", pair.key().toString())
                .put("ca", pair.cert().toString());
        ClusterNode first = joined(start(settings(0, "n1").put("tls", tls), 1));
        ClusterNode second = joined(start(settings(1, "n2").put("tls", tls), 1));
        first.vertx()
                .eventBus()
                .<String>consumer("question", message -> message.reply("answer to " + message.body()))
                .completion()
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        assertThat(second.vertx()
                        .eventBus()
                        .<String>request("question", "n2")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join()
                        .body())
                .isEqualTo("answer to n2");
        assertRefused(
                start(settings(2, "n3"), 1),
                JoinRefused.Reason.UNFIT,
                "cluster.tls is not set here but at the node 'n1'");
    }

    @Test
    void refusesANodeOfAnotherProtocol() {
        join(0, "n1", 1);

        assertRefused(
                start(settings(1, "n2"), 2),
                JoinRefused.Reason.UNFIT,
                "this Baton speaks version 2 of the protocol between nodes, but the node 'n1' at 127.0.0.1:"
                        + memberPorts.get(0) + " speaks version 1.");
    }

    @Test
    void ofTwoThatComeWithOneNameOneStays() {
        join(0, "n1", 1);
        Future<ClusterNode> one = start(settings(1, "twin"), 1);
        Future<ClusterNode> other = start(settings(2, "twin"), 1);

        await().atMost(Duration.ofSeconds(60)).until(() -> one.isComplete() && other.isComplete());
        assertThat(List.of(one.succeeded(), other.succeeded())).containsExactlyInAnyOrder(true, false);
        nodes.add(joined(one.succeeded() ? one : other));
    }

    @Test
    void objectsDoNotTravel() {
        ClusterNode node = join(0, "n1", 1);

        Assertions.assertThatThrownBy(() -> node.vertx().eventBus().send("anywhere", new ArrayList<>(List.of("a"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** As the page on agents says of event agents. */
    @Test
    void whoListensAtOneAddressOnSeveralNodesSharesItsMessages() {
        ClusterNode first = join(0, "n1", 1);
        ClusterNode second = join(1, "n2", 1);
        listen(first, "n1");
        listen(second, "n2");
        await().untilAsserted(() -> {
            first.vertx().eventBus().publish("till", "to all");
            assertThat(told).contains("n1 to all", "n2 to all");
        });

        first.vertx().eventBus().send("till", "one").send("till", "other");

        await().untilAsserted(() -> assertThat(told.stream().filter(line -> !line.endsWith("to all")))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("n1"))
                .anyMatch(line -> line.startsWith("n2")));
    }

    private void listen(ClusterNode node, String name) {
        AtomicReference<Messages.Listener> self = new AtomicReference<>();
        self.set(new BusMessages(node.vertx()).listen("till", message -> {
            told.add(name + " " + message.body());
            self.get().fetch();
        }));
        self.get().fetch();
    }

    @Test
    void tellsOfANamesakeThatStays() {
        Badge badge = new Badge("n1", "life", "1", false);
        HazelcastInstance own = Hazelcast.newHazelcastInstance(HazelcastConfig.of(mapped(settings(0, "n1")), badge));
        HazelcastInstance other = Hazelcast.newHazelcastInstance(
                HazelcastConfig.of(mapped(settings(1, "n1")), new Badge("n1", "other life", "1", false)));
        Vertx vertx = Vertx.vertx();
        try {
            List<String> alarms = new CopyOnWriteArrayList<>();
            Namesakes namesakes = new Namesakes(badge, own.getCluster(), Duration.ofMillis(1), alarms::add);
            Context context = vertx.getOrCreateContext();
            // One that went at once, as those do who are turned down.
            context.runOnContext(ignored -> namesakes.come(vertx, new Neighbour("n1", "short life")));

            new MembershipWatch(own, context, hints(), namesakes).open();

            await().untilAsserted(() -> assertThat(alarms).isNotEmpty());
            assertThat(alarms)
                    .singleElement()
                    .asString()
                    .startsWith("Two nodes of this cluster are called 'n1': this one at 127.0.0.1:" + memberPorts.get(0)
                            + ", life life, and one at 127.0.0.1:" + memberPorts.get(1) + ", life other life.");
        } finally {
            vertx.close().await();
            other.shutdown();
            own.shutdown();
        }
    }

    private static void assertRefused(Future<ClusterNode> attempt, JoinRefused.Reason reason, String message) {
        Assertions.assertThatThrownBy(() -> joined(attempt))
                .cause()
                .isInstanceOfSatisfying(JoinRefused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused).hasMessageContaining(message);
                });
    }

    private ClusterNode join(int index, String name, int protocol) {
        ClusterNode node = joined(start(settings(index, name), protocol));
        nodes.add(node);
        return node;
    }

    /** @throws CompletionException with what the attempt failed with */
    private static ClusterNode joined(Future<ClusterNode> attempt) {
        return attempt.toCompletionStage().toCompletableFuture().join();
    }

    private static Future<ClusterNode> start(JsonObject settings, int protocol) {
        return ClusterNode.join(
                () -> VertxBootstrap.create().options(new VertxOptions()),
                mapped(settings),
                "s-" + settings.getString("node"),
                protocol,
                System::nanoTime);
    }

    private static ClusterSettings mapped(JsonObject settings) {
        return RecordMapper.map(settings, ClusterSettings.class);
    }

    private JsonObject settings(int index, String name) {
        JsonArray members = new JsonArray();
        memberPorts.forEach(port -> members.add("127.0.0.1:" + port));
        return new JsonObject()
                .put("name", "test-" + memberPorts.get(0))
                .put("node", name)
                .put(
                        "bind",
                        new JsonObject()
                                .put(
                                        "memberPort",
                                        index < memberPorts.size() ? memberPorts.get(index) : LiveBaton.freePort())
                                .put("busPort", LiveBaton.freePort()))
                .put("discovery", new JsonObject().put("members", members));
    }

    private MembershipHints hints() {
        return new MembershipHints() {
            @Override
            public void joined(Neighbour neighbour) {
                told.add("joined " + neighbour.node() + " " + neighbour.start());
            }

            @Override
            public void left(Neighbour neighbour) {
                told.add("left " + neighbour.node() + " " + neighbour.start());
            }
        };
    }
}
