package dev.baton.cluster.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.cluster.wire.Origin;
import dev.baton.cluster.wire.WireJson;
import dev.baton.command.AgentRow;
import dev.baton.command.CommandFailure;
import dev.baton.command.NodeRow;
import dev.baton.command.NodeRow.State;
import dev.baton.event.EventCategory;
import dev.baton.event.EventNames;
import dev.baton.lifecycle.LifecycleState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class ClusterViewTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(1).toNanos());

    @AfterEach
    void end() {
        vertx.close().await();
    }

    private PlayedNode node(String name) {
        return node(name, 1_000);
    }

    private PlayedNode node(String name, long startMillis) {
        return new PlayedNode(vertx, name, startMillis, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(assertion);
    }

    /** For what is tried again after a while, as greetings are. */
    private void asTimePasses(ThrowingRunnable assertion) {
        eventually(() -> {
            pass(Duration.ofMillis(20));
            assertion.run();
        });
    }

    private void whileItSays(Origin from, Status.Digest digest, ThrowingRunnable assertion) {
        asTimePasses(() -> {
            tell(from, Status.DIGEST, digest);
            assertion.run();
        });
    }

    private static State state(PlayedNode seen, String by) {
        return seen.sees(by).map(NodeRow::state).orElseThrow();
    }

    @Test
    void everyNodeKnowsTheAgentsOfAllOthers() {
        PlayedNode n1 = node("n1");
        PlayedNode n2 = node("n2");
        PlayedNode n3 = node("n3");
        for (PlayedNode node : List.of(n1, n2, n3)) {
            node.agents.put(Rows.running(node.origin.node(), "b", 1));
            node.agents.put(Rows.running(node.origin.node(), "a", 1));
            node.begin();
        }
        eventually(() -> assertThat(n1.others()).containsExactly("a@n2", "a@n3", "b@n2", "b@n3"));
        eventually(() -> assertThat(n3.others("a")).containsExactly("a@n1", "a@n2"));
        assertThat(n2.rows("a").get(0).config().getString("city")).isEqualTo("Zürich");
        assertThat(n1.view.nodes()).extracting(NodeRow::node).containsExactly("n1", "n2", "n3");
        eventually(() -> assertThat(n1.sees("n2"))
                .hasValueSatisfying(row -> assertThat(row)
                        .isEqualTo(new NodeRow(
                                "n2",
                                State.UP,
                                false,
                                Duration.ZERO,
                                "10.0.0.5:15701",
                                "1.2.3",
                                Duration.ZERO,
                                2,
                                2,
                                0,
                                20,
                                false,
                                Map.of("zone", "a"),
                                null,
                                null))));
        assertThat(n1.sees("n1"))
                .hasValueSatisfying(row -> assertThat(row.self()).isTrue());
    }

    @Test
    void aChangeIsKnownEverywhereAndCostsOneQuestionForThatAgent() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2");
        IntStream.range(0, 2_500).forEach(i -> n2.agents.put(Rows.running("n2", "agent" + i, 1)));
        n2.begin();
        eventually(() -> assertThat(n1.others()).hasSize(2_500));
        long revision = n1.view.revision();
        int questions = n2.agents.questions().size();
        n2.agents.move(Rows.row("n2", "agent7", LifecycleState.BACKOFF, 2, "it failed"));
        eventually(() -> assertThat(n1.rows("agent7").get(0).reason()).isEqualTo("it failed"));
        assertThat(n2.agents
                        .questions()
                        .subList(questions, n2.agents.questions().size()))
                .containsExactly(List.of("agent7"));
        assertThat(n1.view.revision()).isGreaterThan(revision);
    }

    @Test
    void wordsOfAgentsAboutThemselvesAskNobody() {
        PlayedNode n1 = node("n1");
        n1.agents.put(Rows.running("n1", "a", 1));
        n1.begin();
        eventually(() -> assertThat(n1.agents.questions()).hasSize(1));
        for (int i = 0; i < 1_000; i++) {
            n1.agents.tell(EventCategory.AGENT, EventNames.AGENT_HEARTBEAT, "a", Map.of());
            n1.agents.tell(EventCategory.AGENT, "RAIN", "a", Map.of());
        }
        assertThat(n1.view.settled().await()).isEqualTo(1);
        assertThat(n1.agents.questions()).hasSize(1);
    }

    @Test
    void uptimeGoesOnAndStandsStillForANodeThatCannotBeHeard() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2");
        n2.agents.put(Rows.running("n2", "a", 1));
        n2.begin();
        eventually(() -> assertThat(n1.rows()).extracting(AgentRow::uptime).containsExactly(Duration.ofSeconds(5)));
        pass(Duration.ofSeconds(1));
        assertThat(n1.rows()).extracting(AgentRow::uptime).containsExactly(Duration.ofSeconds(6));
        eventually(() -> assertThat(n1.sees("n2").orElseThrow().age()).isEqualTo(Duration.ZERO));
        n2.kill();
        pass(Duration.ofMinutes(5));
        eventually(() -> assertThat(state(n1, "n2")).isEqualTo(State.UNREACHABLE));
        assertThat(n1.rows()).extracting(AgentRow::uptime).containsExactly(Duration.ofSeconds(6));
        assertThat(n1.sees("n2").orElseThrow().age()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aNodeThatIsKilledIsShownWithItsAgentsAndComesBackAsAnotherLife() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2");
        n2.agents.put(Rows.running("n2", "a", 1));
        n2.begin();
        eventually(() -> assertThat(n1.others()).containsExactly("a@n2"));
        n2.kill();
        pass(Duration.ofSeconds(4));
        eventually(() -> assertThat(state(n1, "n2")).isEqualTo(State.UNREACHABLE));
        assertThat(n1.others()).containsExactly("a@n2");
        PlayedNode again = node("n2", 2_000);
        again.agents.put(Rows.running("n2", "b", 1));
        again.begin();
        eventually(() -> assertThat(n1.others()).containsExactly("b@n2"));
        eventually(() -> assertThat(n1.notices)
                .extracting(notice -> notice.event() + ' ' + notice.severity() + ' ' + notice.member())
                .containsExactly("NODE_JOINED INFO n2", "NODE_LEFT WARN n2", "NODE_JOINED INFO n2"));
        assertThat(n1.notices.get(1).data()).containsEntry("member", "n2").containsEntry("age_ms", 4_000L);
    }

    @Test
    void aNodeThatSaysGoodbyeIsGoneAtOnceWithItsAgents() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2");
        n2.agents.put(Rows.running("n2", "a", 1));
        n2.begin();
        eventually(() -> assertThat(n1.others()).containsExactly("a@n2"));
        eventually(() -> assertThat(n2.sees("n1")).isPresent());
        n2.view.goodbye().await();
        // By the clock of the test that is at once.
        eventually(() -> assertThat(state(n1, "n2")).isEqualTo(State.GONE));
        eventually(() -> assertThat(n1.others()).isEmpty());
        n2.agents.move(Rows.running("n2", "a", 2));
        assertThat(n2.view.settled().await()).isNotNull();
        n2.kill();
        assertThat(state(n1, "n2")).isEqualTo(State.GONE);
        eventually(() -> assertThat(n1.notices)
                .last()
                .satisfies(notice -> assertThat(notice.reason()).isEqualTo("it said goodbye"))
                .satisfies(notice -> assertThat(notice.expected()).isTrue()));
    }

    @Test
    void aNodeThatSaidGoodbyeNeitherGreetsNorAnswers() {
        PlayedNode n1 = node("n1").begin();
        n1.view.goodbye().await();
        Origin n2 = new Origin("n2", "s-1");
        tell(n2, Status.DIGEST, digest(0, 0));
        String answer = vertx.eventBus()
                .request(PlayedNode.ADDRESSES.node("n1"), WireJson.writeAnySize(n2, Status.DIGEST, digest(0, 0)))
                .await()
                .body()
                .toString();
        assertThat(answer).contains("503").contains("has said goodbye");
        assertThat(n1.view.post().unanswered()).isZero();
    }

    @Test
    void aNodeThatDoesNotHearTheOneThatLeavesIsToldGoodbyeToo() {
        PlayedNode n1 = node("n1").begin();
        Origin n2 = new Origin("n2", "s-1");
        List<String> told = new CopyOnWriteArrayList<>();
        vertx.eventBus()
                .<Buffer>consumer(
                        PlayedNode.ADDRESSES.node("n2"),
                        message -> told.add(message.body().toString()));
        tell(n2, Status.DIGEST, digest(0, 0));
        eventually(() -> assertThat(told).isNotEmpty());
        n1.view.goodbye().await();
        eventually(() -> assertThat(told).last().asString().contains("\"op\":\"goodbye\""));
    }

    @Test
    void aHintThatAMemberIsLostMakesItUnreachableAtOnce() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2").begin();
        eventually(() -> assertThat(n1.sees("n2")).isPresent());
        n2.kill();
        n1.view.memberRemoved("n2", n2.origin.start());
        eventually(() -> assertThat(state(n1, "n2")).isEqualTo(State.UNREACHABLE));
    }

    @Test
    void agentsThatAreNoMoreAreNoMoreAnywhere() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2");
        n2.agents.put(Rows.running("n2", "a", 1));
        n2.agents.put(Rows.running("n2", "b", 1));
        n2.begin();
        eventually(() -> assertThat(n1.others()).containsExactly("a@n2", "b@n2"));
        n2.agents.remove("a");
        pass(Duration.ofSeconds(2));
        n2.agents.tell(EventCategory.COMMAND, EventNames.COMMAND_EXECUTED, null, Map.of("command", "reload"));
        eventually(() -> assertThat(n1.others()).containsExactly("b@n2"));
        n2.agents.remove("b");
        pass(Duration.ofSeconds(2));
        n2.agents.tell(EventCategory.AGENT, EventNames.AGENT_TERMINATED, "b", Map.of());
        eventually(() -> assertThat(n1.others()).isEmpty());
    }

    @Test
    void aNodeWhoseOwnCommandsHangOrFailLivesAndTellsOnceTheyAnswer() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2");
        n2.agents.put(Rows.running("n2", "a", 1));
        n2.begin();
        eventually(() -> assertThat(n1.others()).containsExactly("a@n2"));
        n2.agents.hang(true);
        n2.agents.move(Rows.running("n2", "a", 2));
        assertThat(n2.view.settled().await()).as("it does not wait for ever").isEqualTo(1);
        eventually(() -> assertThat(n2.view.counts().ownFailures()).isEqualTo(1));
        n2.agents.hang(false);
        n2.agents.fail(CommandFailure.unavailable("not now"));
        eventually(() -> assertThat(n2.view.counts().ownFailures()).isEqualTo(2));
        assertThat(state(n1, "n2")).isEqualTo(State.UP);
        assertThat(n1.rows().get(0).incarnation()).isEqualTo(1);
        n2.agents.fail(null);
        eventually(() -> assertThat(n1.rows().get(0).incarnation()).isEqualTo(2));
    }

    @Test
    void whatACommandDidIsKnownWhereItWasGivenOnceTheVersionIsReached() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2");
        n2.agents.put(Rows.running("n2", "a", 1));
        n2.begin();
        eventually(() -> assertThat(n1.others()).containsExactly("a@n2"));
        for (int i = 2; i < 30; i++) {
            n2.agents.move(Rows.running("n2", "a", i));
            long version = n2.view.settled().await();
            assertThat(n1.view
                            .reached(n2.origin, version, Duration.ofSeconds(5))
                            .await())
                    .isTrue();
            assertThat(n1.rows().get(0).incarnation()).isEqualTo(i);
        }
        assertThat(n1.view.reached(n2.origin, 1_000, Duration.ofMillis(20)).await())
                .isFalse();
        assertThat(n1.view
                        .reached(new Origin("n2", "other"), 1, Duration.ofDays(1))
                        .await())
                .isFalse();
        assertThat(n1.view.reached(new Origin("n9", "s"), 1, Duration.ofDays(1)).await())
                .isFalse();
    }

    @Test
    void whoeverWaitsForANodeThatEndsIsToldSo() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2").begin();
        eventually(() -> assertThat(n1.sees("n2")).isPresent());
        eventually(() -> assertThat(n2.sees("n1")).isPresent());
        var reached = n1.view.reached(n2.origin, 1_000, Duration.ofDays(1));
        n2.leave();
        assertThat(reached.await()).isFalse();
    }

    @Test
    void messagesThatAreLostAreMadeGoodByASnapshot() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2");
        n2.agents.put(Rows.running("n2", "a", 1));
        n2.begin();
        eventually(() -> assertThat(n1.others()).containsExactly("a@n2"));
        long asked = n1.view.counts().snapshotsAsked();
        tell(n2.origin, Status.DELTA, new Status.Delta(99, List.of(), List.of(), Totals.NONE));
        eventually(() -> assertThat(n1.view.counts().snapshotsAsked()).isGreaterThan(asked));
        n2.agents.move(Rows.running("n2", "a", 2));
        eventually(() -> assertThat(n1.rows().get(0).incarnation()).isEqualTo(2));
    }

    @Test
    void aSnapshotWhoseNodeDiesHalfWayDoesNoHarm() {
        PlayedNode n1 = node("n1").begin();
        // Tells of itself, but never of its agents.
        Origin mute = new Origin("mute", "s-1");
        greets(mute, digest(3, 2));
        tell(mute, Status.DIGEST, digest(3, 2));
        eventually(() -> assertThat(n1.sees("mute"))
                .hasValueSatisfying(row -> assertThat(row.missing()).isEqualTo("its agents are not known yet")));
        assertThat(n1.others()).isEmpty();
        PlayedNode n2 = node("n2");
        n2.agents.put(Rows.running("n2", "a", 1));
        n2.begin();
        eventually(() -> assertThat(n1.others()).containsExactly("a@n2"));
    }

    private static Status.Digest digest(long version, int count) {
        return new Status.Digest(version, count, Totals.NONE, Duration.ZERO, "1", "", Map.of(), false, null);
    }

    /** From now on {@code node} answers greetings with {@code answer}, and nothing else. */
    private void greets(Origin node, Record answer) {
        greets(node, () -> answer);
    }

    private void greets(Origin node, Supplier<? extends Record> answers) {
        vertx.eventBus().<Object>consumer(PlayedNode.ADDRESSES.node(node.node()), message -> {
            if (message.body().toString().contains("\"digest\"")) {
                Record answer = answers.get();
                String op = answer instanceof Status.Digest ? "answer" : "failure";
                message.reply(WireJson.writeAnySize(node, op, answer));
            }
        });
    }

    @Test
    void aNodeThatIsHeardButDoesNotHearThisOneIsNotUpAndSaysWhy() {
        PlayedNode n1 = node("n1").begin();
        Origin n2 = new Origin("n2", "s-1");
        Status.Digest deaf = new Status.Digest(
                0, 0, Totals.NONE, Duration.ZERO, "1", "", Map.of(), false, Map.of("n1", "other-life"));
        AtomicReference<Status.Digest> says = new AtomicReference<>(deaf);
        greets(n2, says::get);
        whileItSays(
                n2,
                deaf,
                () -> assertThat(n1.sees("n2"))
                        .hasValueSatisfying(row -> assertThat(row.state()).isEqualTo(State.UNREACHABLE))
                        .hasValueSatisfying(
                                row -> assertThat(row.reason()).contains("takes another life of 'n1' for this node")));
        eventually(() -> assertThat(n1.notices).extracting(NodeNotice::event).containsExactly("NODE_LEFT"));
        says.set(digest(0, 0));
        whileItSays(n2, says.get(), () -> assertThat(state(n1, "n2")).isEqualTo(State.UP));
    }

    @Test
    void whatIsSaidAtTheDeskDoesNotMakeANodeHeard() {
        PlayedNode n1 = node("n1").begin();
        Origin n2 = new Origin("n2", "s-1");
        greets(n2, digest(0, 0));
        tell(n2, Status.DIGEST, digest(0, 0));
        eventually(() -> assertThat(n1.sees("n2")).map(NodeRow::state).hasValue(State.UP));
        pass(Duration.ofSeconds(4));
        eventually(() -> assertThat(state(n1, "n2")).isEqualTo(State.UNREACHABLE));
        for (int i = 0; i < 3; i++) {
            pass(Duration.ofSeconds(1));
            vertx.eventBus()
                    .request(PlayedNode.ADDRESSES.node("n1"), WireJson.writeAnySize(n2, Status.DIGEST, digest(0, 0)))
                    .await();
            assertThat(n1.sees("n2"))
                    .hasValueSatisfying(row -> assertThat(row.state()).isEqualTo(State.UNREACHABLE))
                    .hasValueSatisfying(row -> assertThat(row.reason()).startsWith("nothing was heard from it"));
        }
        tell(n2, Status.DIGEST, digest(0, 0));
        eventually(() -> assertThat(n1.sees("n2")).map(NodeRow::state).hasValue(State.UP));
    }

    @Test
    void aNodeThatIsStartingIsNotUpUntilItIsReady() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2");
        vertx.deployVerticle(n2.view).await();
        eventually(() -> assertThat(n2.sees("n1")).map(NodeRow::state).hasValue(State.UP));
        assertThat(n1.sees("n2")).isEmpty();
        pass(Duration.ofMillis(200));
        n2.view.ready();
        asTimePasses(() -> assertThat(n1.sees("n2")).map(NodeRow::state).hasValue(State.UP));
    }

    /** What an older Baton answers, which knows no greetings. */
    private record Failure(int code, String message) {}

    @Test
    void aNodeThatKnowsNoGreetingsIsUpOnceItSaysSo() {
        PlayedNode n1 = node("n1").begin();
        Origin older = new Origin("n2", "s-1");
        greets(older, new Failure(400, "the question was refused: nothing is known of a message 'digest' here"));
        tell(older, Status.DIGEST, digest(0, 0));
        eventually(() -> assertThat(n1.sees("n2"))
                .hasValueSatisfying(row -> assertThat(row.state()).isEqualTo(State.UP)));
        eventually(() -> assertThat(n1.notices).extracting(NodeNotice::event).containsExactly("NODE_JOINED"));
    }

    @Test
    void aRefusalByANodeThatKnowsGreetingsIsNoAnswer() {
        PlayedNode n1 = node("n1").begin();
        Origin n2 = new Origin("n2", "s-1");
        Status.Digest hearing = new Status.Digest(
                0, 0, Totals.NONE, Duration.ZERO, "1", "", Map.of(), false, Map.of("n1", n1.origin.start()));
        greets(n2, new Failure(400, "the question was refused: it can't be read"));
        whileItSays(
                n2,
                hearing,
                () -> assertThat(n1.sees("n2"))
                        .hasValueSatisfying(row -> assertThat(row.reason()).contains("does not answer this node")));
    }

    @Test
    void twoNodesSeeEachOtherUpWellBeforeTheirNextDigest() {
        List<Duration> taken = new ArrayList<>();
        // Where others want the processors that takes longer now and then, not each time.
        while (taken.size() < 10 && taken.stream().noneMatch(ClusterViewTest::isBeforeTheNextDigest)) {
            taken.add(timeUntilBothAreUp("one" + taken.size(), "other" + taken.size()));
        }

        assertThat(taken).anyMatch(ClusterViewTest::isBeforeTheNextDigest);
    }

    private static boolean isBeforeTheNextDigest(Duration time) {
        return time.compareTo(Duration.ofMillis(900)) < 0;
    }

    private Duration timeUntilBothAreUp(String one, String other) {
        PlayedNode n1 = node(one).begin();
        eventually(() -> assertThat(n1.view.counts().bytesSent()).isPositive());

        long begun = System.nanoTime();
        PlayedNode n2 = node(other).begin();
        eventually(() -> {
            assertThat(n1.sees(other)).map(NodeRow::state).hasValue(State.UP);
            assertThat(n2.sees(one)).map(NodeRow::state).hasValue(State.UP);
        });
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        n1.leave();
        n2.leave();
        return taken;
    }

    private void tell(Origin from, String op, Record body) {
        vertx.eventBus().publish(PlayedNode.ADDRESSES.status(), WireJson.writeAnySize(from, op, body));
    }

    @Test
    void aFloodOfGarbageOnTheAddressOfAllDoesNoHarm() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2");
        n2.agents.put(Rows.running("n2", "a", 1));
        n2.begin();
        SplittableRandom dice = new SplittableRandom(5);
        String address = PlayedNode.ADDRESSES.status();
        for (int i = 0; i < 900; i++) {
            byte[] bytes = new byte[dice.nextInt(200)];
            dice.nextBytes(bytes);
            vertx.eventBus().publish(address, Buffer.buffer(bytes));
        }
        vertx.eventBus().publish(address, "no buffer");
        vertx.eventBus().publish(address, 7, new DeliveryOptions().addHeader("start", "x"));
        vertx.eventBus().publish(address, Buffer.buffer(new byte[2 * 1024 * 1024]));
        tell(new Origin("n3", "s-1"), "unheard-of", new Status.Goodbye());
        tell(
                new Origin("n3", "s-1"),
                Status.DELTA,
                new Status.Delta(1, List.of(Rows.running("n2", "a", 9)), List.of(), Totals.NONE));
        eventually(() -> assertThat(n1.others()).containsExactly("a@n2"));
        eventually(() -> assertThat(n1.view.troubles().count()).isGreaterThanOrEqualTo(5));
        assertThat(n1.rows().get(0).incarnation()).isEqualTo(1);
        n2.agents.move(Rows.running("n2", "a", 2));
        eventually(() -> assertThat(n1.rows().get(0).incarnation()).isEqualTo(2));
    }

    @Test
    void twoNodesOfOneNameAreSaidToBeTwoAndTheLaterOneCounts() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode elder = node("n2", 1_000);
        elder.agents.put(Rows.running("n2", "of-the-elder", 1));
        elder.begin();
        eventually(() -> assertThat(n1.others()).containsExactly("of-the-elder@n2"));
        PlayedNode later = node("n2", 2_000);
        Origin mine = later.origin;
        greets(mine, digest(0, 0));
        // Greetings reach either of the two.
        eventually(() -> {
            pass(Duration.ofMillis(100));
            tell(mine, Status.DIGEST, digest(0, 0));
            assertThat(n1.view.life("n2")).isEqualTo(mine.start());
            assertThat(state(n1, "n2")).isEqualTo(State.UP);
        });
        eventually(() -> assertThat(n1.notices)
                .extracting(NodeNotice::reason)
                .containsExactly("it was heard for the first time", "it was started anew", "it was started anew"));
        assertThat(n1.others()).isEmpty();
        long before = n1.view.troubles().count();
        pass(Duration.ofSeconds(1));
        tell(mine, Status.DIGEST, digest(0, 0));
        pass(Duration.ofSeconds(1));
        tell(mine, Status.DIGEST, digest(0, 0));
        pass(Duration.ofMillis(1_100));
        tell(mine, Status.DIGEST, digest(0, 0));
        eventually(() -> assertThat(n1.view.troubles().count()).isGreaterThan(before));
        eventually(() -> assertThat(elder.view.troubles().count())
                .as("the elder sees it, too")
                .isPositive());
        assertThat(n1.view.counts().signalsIgnored()).isPositive();
    }

    @Test
    void changesTellHowManyAgentsThereAre() {
        PlayedNode n1 = node("n1").begin();
        Origin n2 = new Origin("n2", "s-1");
        greets(n2, digest(3, 2));
        tell(n2, Status.DIGEST, digest(3, 2));
        eventually(() -> assertThat(n1.sees("n2")).isPresent());
        tell(n2, Status.DELTA, new Status.Delta(4, List.of(), List.of(), new Totals(9, 8, 1, 20)));
        eventually(() -> assertThat(n1.sees("n2"))
                .hasValueSatisfying(row -> assertThat(row.runningAgents()).isEqualTo(8))
                .hasValueSatisfying(row -> assertThat(row.totalAgents()).isEqualTo(9)));
    }

    @Test
    void aCommandWaitsForWhatHappenedBeforeItNotUntilNothingHappens() {
        PlayedNode n1 = node("n1");
        n1.agents.put(Rows.running("n1", "a", 1));
        n1.begin();
        eventually(() -> assertThat(n1.view.settled().await()).isEqualTo(1));
        n1.agents.restless("a");
        n1.agents.move(Rows.running("n1", "a", 2));
        int questions = n1.agents.questions().size();
        // Counted when it is settled: questions go on meanwhile.
        Future<Integer> asked = n1.view
                .settled()
                .map(version -> version < 2 ? -1 : n1.agents.questions().size() - questions);

        assertThat(asked.await()).isBetween(0, 5);
    }

    @Test
    void aListenerIsToldOfThoseWhoAreThereAndOfAllThatFollows() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2").begin();
        eventually(() -> assertThat(n1.sees("n2")).isPresent());
        List<String> told = new CopyOnWriteArrayList<>();
        Runnable end = n1.view
                .listen(new NodeListener() {
                    @Override
                    public void up(Origin node) {
                        told.add("up " + node.node());
                        throw new IllegalStateException("a listener that fails harms nobody");
                    }

                    @Override
                    public void unreachable(Origin node) {
                        told.add("unreachable " + node.node());
                    }

                    @Override
                    public void gone(Origin node) {
                        told.add("gone " + node.node());
                    }
                })
                .await();
        PlayedNode n3 = node("n3").begin();
        eventually(() -> assertThat(told).containsExactly("up n2", "up n3"));
        n2.kill();
        n1.view.memberRemoved("n2", null);
        eventually(() -> assertThat(told).last().isEqualTo("unreachable n2"));
        eventually(() -> assertThat(n3.sees("n1")).isPresent());
        n3.leave();
        eventually(() -> assertThat(told).last().isEqualTo("gone n3"));
        end.run();
        node("n4").begin();
        eventually(() -> assertThat(n1.sees("n4")).isPresent());
        assertThat(told).hasSize(4);
    }

    @Test
    void aThousandChangesTravelTogether() {
        PlayedNode n1 = node("n1").begin();
        PlayedNode n2 = node("n2");
        List<String> names = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(i -> names.add("agent" + i));
        names.forEach(name -> n2.agents.put(Rows.running("n2", name, 1)));
        n2.begin();
        eventually(() -> assertThat(n1.others()).hasSize(1_000));
        long sent = n2.view.counts().deltasSent();
        names.forEach(name -> n2.agents.move(Rows.running("n2", name, 2)));
        eventually(() -> assertThat(n1.rows())
                .allSatisfy(row -> assertThat(row.incarnation()).isEqualTo(2)));
        assertThat(n2.view.counts().deltasSent() - sent).isLessThan(60);
        assertThat(n2.view.counts().bytesSent()).isPositive();
        assertThat(n1.view.counts().deltasReceived()).isPositive();
        assertThat(n1.view.counts().bytesReceived()).isPositive();
    }

    @Test
    void outsideItsDeploymentItKnowsNobodyAndSaysSo() {
        PlayedNode n1 = node("n1");
        assertThat(n1.view.nodes()).isEmpty();
        assertThat(n1.view.others(List.of(), null).failed()).isTrue();
        assertThat(Objects.requireNonNull(n1.view.settled().cause())).hasMessageContaining("no part in the cluster");
        n1.view.memberRemoved("n2", null);
    }
}
