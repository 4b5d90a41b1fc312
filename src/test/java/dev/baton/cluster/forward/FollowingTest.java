package dev.baton.cluster.forward;

import static dev.baton.cluster.forward.PlayedCluster.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.baton.cluster.wire.Desk;
import dev.baton.cluster.wire.Post;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.command.Role;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.orchestrator.AllowedCommands;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class FollowingTest {
    private static final Command.History ALL = new Command.History(100, null, null, null);

    private Vertx vertx;
    private PlayedCluster cluster;
    private PlayedCluster.Node n1;
    private PlayedCluster.Node n2;
    private final Reader reader = new Reader();

    @BeforeEach
    void twoNodes() {
        vertx = Vertx.vertx();
        cluster = new PlayedCluster(vertx, PlayedCluster.QUICK);
        n1 = cluster.start("n1");
        n2 = cluster.start("n2");
        n1.agents().agent("first", LifecycleState.RUNNING, false);
        n2.agents().agent("second", LifecycleState.RUNNING, false);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private static <T> T answer(Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError("there is no answer", late);
        }
    }

    private Following follow(Command.History question) {
        return answer(n1.commands().follow(question, ANNA, reader));
    }

    private void tell(PlayedCluster.Node node, String event) {
        node.agents().emit("agent", event, Map.of());
    }

    private static List<String> events(String node, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(each -> "E" + each + '@' + node)
                .toList();
    }

    @Test
    void showsThePresentOfAllThenWhatIsNewOfAll() {
        tell(n1, "PAST1");
        tell(n2, "PAST2");
        follow(ALL);
        assertThat(reader.present().events())
                .extracting(row -> row.event().name())
                .containsExactlyInAnyOrder("PAST1", "PAST2");
        for (int event = 0; event < 200; event++) {
            tell(n1, "E" + event);
            tell(n2, "E" + event);
        }
        await().until(() -> reader.told().size() == 400);
        assertThat(reader.told("n1")).isEqualTo(events("n1", 0, 200));
        assertThat(reader.told("n2")).isEqualTo(events("n2", 0, 200));
        assertThat(reader.broken()).isEmpty();
        assertThat(reader.missed()).isEmpty();
    }

    @Test
    void closingLetsGoEverywhere() {
        Following following = follow(ALL);
        assertThat(n2.counts().subscriptions()).isOne();
        assertThat(n1.counts().following()).isOne();
        following.close();
        following.close();
        await().until(() -> n2.counts().subscriptions() == 0);
        await().until(() -> n1.agents().followers() == 0 && n2.agents().followers() == 0);
        assertThat(n1.counts().following()).isZero();
        tell(n2, "LATER");
        assertThat(reader.told()).isEmpty();
    }

    @Test
    void whoeverComesBackIsFollowedFromWhereItWas() {
        follow(ALL);
        tell(n2, "E0");
        await().until(() -> reader.told().size() == 1);
        cluster.nodes().unreachable("n2");
        for (int event = 1; event < 50; event++) {
            tell(n2, "E" + event);
        }
        cluster.nodes().up(n2.origin(), n2.agents());
        tell(n2, "E50");
        await().until(() -> reader.told().size() >= 51);
        assertThat(reader.told()).isEqualTo(events("n2", 0, 51));
        assertThat(reader.broken()).isEmpty();
        assertThat(reader.missed()).isEmpty();
        await().until(() -> n2.counts().subscriptions() == 1);
    }

    @Test
    void aNodeThatIsStartedAnewIsFollowedFromItsBeginning() {
        follow(ALL);
        tell(n2, "E0");
        await().until(() -> reader.told().size() == 1);
        n2.kill();
        cluster.nodes().unreachable("n2");
        PlayedCluster.Node again = cluster.prepare("n2");
        tell(again, "AGAIN1");
        cluster.nodes().up(again.origin(), again.agents());
        tell(again, "AGAIN2");
        await().until(() -> reader.told().size() == 3);
        assertThat(reader.told()).containsExactly("E0@n2", "AGAIN1@n2", "AGAIN2@n2");
        assertThat(reader.missed()).containsExactly("n2 0");
        assertThat(reader.broken()).isEmpty();
    }

    @Test
    void aNodeThatEndsInOrderTellsItsEnd() {
        follow(ALL);
        tell(n2, "LAST");
        n2.stop();
        await().until(() -> reader.told().equals(List.of("LAST@n2")));
        PlayedCluster.Node again = cluster.start("n2");
        tell(again, "AGAIN");
        await().until(() -> reader.told().size() == 2);
        assertThat(reader.missed()).isEmpty();
    }

    @Test
    void aNodeThatJoinsIsFollowedFromItsBeginning() {
        follow(ALL);
        PlayedCluster.Node n3 = cluster.prepare("n3");
        tell(n3, "BEFORE");
        cluster.nodes().up(n3.origin(), n3.agents());
        tell(n3, "AFTER");
        await().until(() -> reader.told().size() == 2);
        assertThat(reader.told()).containsExactly("BEFORE@n3", "AFTER@n3");
        assertThat(reader.broken()).isEmpty();
    }

    @Test
    void whatARingHasForgottenMeanwhileIsSaidToBeMissed() {
        ScriptedCommands few = new ScriptedCommands(10, "n3");
        PlayedCluster.Node n3 = cluster.start("n3", few, AllowedCommands.all());
        follow(ALL);
        tell(n3, "E0");
        await().until(() -> reader.told().size() == 1);
        n3.kill();
        cluster.nodes().unreachable("n3");
        for (int event = 1; event < 31; event++) {
            tell(n3, "E" + event);
        }
        n3.heal();
        cluster.nodes().up(n3.origin(), few);
        await().until(() -> reader.told("n3").size() >= 11);
        long missed = reader.missed().stream()
                .mapToLong(each -> Long.parseLong(each.substring("n3 ".length())))
                .sum();
        assertThat(reader.told("n3").size() + missed).isEqualTo(31);
        assertThat(reader.broken()).isEmpty();
    }

    @Test
    void aPastThatIsTooLargeIsToldInPartAndTheRestMissed() {
        follow(ALL);
        PlayedCluster.Node n3 = cluster.prepare("n3");
        Map<String, Object> data = Map.of("text", "x".repeat(16_000));
        for (int event = 0; event < 1_000; event++) {
            n3.agents().emit("agent", "E" + event, data);
        }
        cluster.nodes().up(n3.origin(), n3.agents());
        await().atMost(Duration.ofSeconds(60)).until(() -> reader.told().contains("E999@n3"));
        assertThat(reader.missed())
                .containsExactly("n3 " + (1_000 - reader.told().size()));
        assertThat(reader.broken()).isEmpty();
    }

    @Test
    void aNodeThatCannotBeReachedIsSaidToBeMissingAndFollowedLater() {
        tell(n2, "PAST");
        cluster.nodes().unreachable("n2");
        follow(ALL);
        assertThat(reader.present().nodes().get(1).missing()).contains("can't be reached");
        cluster.nodes().up(n2.origin(), n2.agents());
        tell(n2, "NEW");
        await().until(() -> reader.told().size() == 2);
        assertThat(reader.told()).containsExactly("PAST@n2", "NEW@n2");
    }

    @Test
    void whatHappensBeforeANodeCanBeAskedAtAllIsSaidToBeMissed() {
        tell(n2, "PAST");
        cluster.nodes().unreachable("n2");
        follow(new Command.History(0, null, null, null));
        tell(n2, "MEANWHILE");
        cluster.nodes().up(n2.origin(), n2.agents());
        await().until(() -> reader.missed().equals(List.of("n2 0")));
        tell(n2, "NEW");
        await().until(() -> reader.told().equals(List.of("NEW@n2")));
    }

    @Test
    void whoeverSaysFromWhereOnIsToldAllOfANodeThatCannotBeAskedAtFirst() {
        IntStream.range(0, 10).forEach(event -> tell(n2, "E" + event));
        cluster.nodes().unreachable("n2");
        follow(new Command.History(2, null, null, null, Map.of("n2", 3L), null));
        cluster.nodes().up(n2.origin(), n2.agents());
        await().until(() -> reader.told().equals(events("n2", 3, 10)));
        assertThat(reader.missed()).isEmpty();
    }

    @Test
    void aPositionInAnEarlierLifeHidesNothingOfThePresentOne() {
        tell(n2, "E0");
        cluster.nodes().unreachable("n2");
        follow(new Command.History(100, null, null, null, Map.of("n2", 5_000L), null));
        tell(n2, "E1");
        cluster.nodes().up(n2.origin(), n2.agents());
        await().until(() -> reader.told().equals(events("n2", 0, 2)));
        tell(n2, "E2");
        await().until(() -> reader.told().equals(events("n2", 0, 3)));
        assertThat(reader.missed()).containsExactly("n2 0");
    }

    @Test
    void ofANodeThatWasThereAllAlongThePastIsNoNews() {
        follow(new Command.History(0, null, null, null));
        PlayedCluster.Node n3 = cluster.prepare("n3");
        tell(n3, "PAST");
        cluster.nodes().up(n3.origin(), n3.agents(), Duration.ofHours(1));
        await().until(() -> reader.missed().equals(List.of("n3 0")));
        tell(n3, "NEW");
        await().until(() -> reader.told().equals(List.of("NEW@n3")));
    }

    @Test
    void whatANodeHadToTellWhenItIsGoneIsMissed() {
        follow(ALL);
        n2.kill();
        cluster.nodes().gone("n2");
        await().until(() -> reader.missed().equals(List.of("n2 0")));
        PlayedCluster.Node again = cluster.prepare("n2");
        tell(again, "AGAIN");
        cluster.nodes().up(again.origin(), again.agents());
        await().until(() -> reader.told().equals(List.of("AGAIN@n2")));
        assertThat(reader.missed()).hasSize(1);
    }

    @Test
    void aNodeThatJoinsAndRefusesIsMissed() {
        follow(ALL);
        cluster.start("n3", new ScriptedCommands(10, "n3"), AllowedCommands.only(List.of("ps")));
        await().until(() -> reader.missed().equals(List.of("n3 0")));
    }

    // ------------------------------------------------------------------------------------------- the owner's side

    /** Follows n2 as a node would that takes its time. */
    private Future<?> followSlowly(Post post, List<News> news, Promise<News.Reply> reply) {
        Desk desk = cluster.desk(post).on(News.OP, News.class, told -> {
            news.add(told.body());
            return reply.future().map(now -> now);
        });
        answer(desk.open());
        return post.ask(
                "n2", FollowAsk.OP, new FollowAsk("f", ALL, null, ANNA, 0), CommandReply.class, Duration.ofSeconds(5));
    }

    @Test
    void aSlowReaderMissesTheOldestAndIsToldHowMany() {
        List<News> news = new CopyOnWriteArrayList<>();
        Promise<News.Reply> reply = Promise.promise();
        answer(followSlowly(cluster.stranger("n7"), news, reply));
        tell(n2, "E0");
        await().until(() -> !news.isEmpty());
        for (int event = 1; event <= 2_500; event++) {
            tell(n2, "E" + event);
        }
        assertThat(n2.counts().rowsWaiting()).isEqualTo(Subscription.MOST);
        reply.complete(new News.Reply(true));
        await().until(() -> rows(news).contains("E2500"));
        assertThat(n2.counts().rowsWaiting()).isZero();
        long missed = batches(news).stream().mapToLong(News::missed).sum();
        assertThat(missed).isBetween(1L, 1_500L);
        assertThat(rows(news)).hasSize(2_501 - (int) missed).doesNotHaveDuplicates();
        assertThat(n2.counts().rowsDropped()).isEqualTo(missed);
    }

    private static List<News> batches(List<News> news) {
        List<News> once = new ArrayList<>();
        for (News each : news) {
            if (once.stream().noneMatch(known -> known.batch() == each.batch())) {
                once.add(each);
            }
        }
        return once;
    }

    private static List<String> rows(List<News> news) {
        return batches(news).stream()
                .flatMap(each -> each.events().stream())
                .map(row -> row.event().name())
                .toList();
    }

    @Test
    void whoeverFollowsAndFallsSilentIsLetGo() {
        List<News> news = new CopyOnWriteArrayList<>();
        answer(followSlowly(cluster.stranger("n7"), news, Promise.promise()));
        assertThat(n2.agents().followers()).isOne();
        tell(n2, "E0");
        await().until(() -> !news.isEmpty());
        cluster.pass(Duration.ofMinutes(1));
        await().until(() -> n2.counts().subscriptions() == 0);
        assertThat(n2.agents().followers()).isZero();
    }

    @Test
    void whoeverFollowsAndIsNoMoreIsLetGo() {
        Post post = cluster.stranger("n7");
        answer(followSlowly(post, new CopyOnWriteArrayList<>(), Promise.promise()));
        cluster.nodes().up(post.self(), new ScriptedCommands(1, "n7"));
        cluster.nodes().gone("n7");
        await().until(() -> n2.counts().subscriptions() == 0);
        assertThat(n2.agents().followers()).isZero();
    }

    @Test
    void noMoreThanAThousandMayFollowANode() {
        Post post = cluster.stranger("n7");
        List<Future<?>> asked = new ArrayList<>();
        for (int id = 0; id < Subscriptions.MOST; id++) {
            asked.add(post.ask(
                    "n2",
                    FollowAsk.OP,
                    new FollowAsk("f" + id, ALL, null, ANNA, 0),
                    CommandReply.class,
                    Duration.ofSeconds(20)));
            if (id % 100 == 0) {
                answer(asked.get(id));
            }
        }
        asked.forEach(FollowingTest::answer);
        CommandFailure refused = catchThrowableOfType(
                CommandFailure.class,
                () -> answer(post.ask(
                        "n2",
                        FollowAsk.OP,
                        new FollowAsk("one-more", ALL, null, ANNA, 0),
                        CommandReply.class,
                        Duration.ofSeconds(20))));
        assertThat(refused.code()).isEqualTo(503);
        assertThat(refused.sentence()).contains("1000 followers", "'n2'");
    }

    @Test
    void whoMayNotLookIsRefusedByTheOwner() {
        PlayedCluster.Node n3 =
                cluster.start("n3", new ScriptedCommands(10, "n3"), AllowedCommands.only(List.of("ps")));
        follow(ALL);
        assertThat(reader.present().nodes().get(2).missing()).contains("allowedCommands");
        assertThat(n3.counts().subscriptions()).isZero();
        CommandFailure refused = catchThrowableOfType(
                CommandFailure.class,
                () -> answer(n1.commands()
                        .follow(
                                new Command.History(1, null, null, null, Map.of(), "n3"),
                                Caller.overHttp("eve", Role.VIEWER),
                                new Reader())));
        assertThat(refused.code()).isEqualTo(403);
    }

    @Test
    void aNodeThatEndsWhileThePresentIsUnderWayLetsGoOfAll() {
        n2.held().hold();
        Future<Following> following = n1.commands().follow(ALL, ANNA, reader);
        await().until(() -> n2.held().waiting() == 1 && n1.counts().following() == 1);
        n1.stop();
        n2.held().release();
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> answer(following));
        assertThat(failure.code()).isEqualTo(503);
        await().until(() -> n2.counts().subscriptions() == 0 && n2.agents().followers() == 0);
        assertThat(n1.agents().followers()).isZero();
        assertThat(reader.told()).isEmpty();
    }

    // ------------------------------------------------------------------------------------------- lines

    @Test
    void linesOfAnAgentThatIsNotOnTheNodeNamedAreNoQuestion() {
        CommandFailure unknown = catchThrowableOfType(
                CommandFailure.class,
                () -> answer(n1.commands()
                        .follow(
                                new Command.Logs(List.of("first"), 1, null, null, "n2"),
                                ANNA,
                                new Follower<Answer.LogLines, LogRow>() {
                                    @Override
                                    public void present(Answer.LogLines present) {}

                                    @Override
                                    public void next(LogRow next) {}
                                })));
        assertThat(unknown.code()).isEqualTo(404);
        assertThat(unknown.sentence()).contains("'first' on node n2");
    }

    @Test
    void linesAreThoseOfAllNodesToo() {
        n1.agents().write("first", "past1");
        n2.agents().write("second", "past2");
        List<String> told = new CopyOnWriteArrayList<>();
        Follower<Answer.LogLines, LogRow> lines = new Follower<>() {
            @Override
            public void present(Answer.LogLines present) {
                present.lines().forEach(this::next);
            }

            @Override
            public void next(LogRow line) {
                told.add(line.text() + '@' + line.node());
            }
        };
        Following following =
                answer(n1.commands().follow(new Command.Logs(List.of("first", "second"), 10, null, null), ANNA, lines));
        n2.agents().write("second", "new2");
        n1.agents().write("first", "new1");
        await().until(() -> told.size() == 4);
        assertThat(told).contains("past1@n1", "past2@n2", "new1@n1", "new2@n2").startsWith("past1@n1", "past2@n2");
        cluster.nodes().unreachable("n2");
        n2.agents().write("second", "meanwhile");
        cluster.nodes().up(n2.origin(), n2.agents());
        await().until(() -> told.contains("meanwhile@n2"));
        assertThat(told).doesNotHaveDuplicates();
        following.close();
        await().until(() -> n1.agents().followers() == 0 && n2.agents().followers() == 0);
    }

    @Test
    void anAgentThatComesLaterIsFollowedOnWhateverNode() {
        PlayedCluster.Node n3 = cluster.start("n3");
        n2.agents().agent("web-1", LifecycleState.RUNNING, false);
        List<String> told = new CopyOnWriteArrayList<>();
        List<String> missed = new CopyOnWriteArrayList<>();
        Follower<Answer.LogLines, LogRow> lines = new Follower<>() {
            @Override
            public void present(Answer.LogLines present) {
                assertThat(present.nodes()).hasSize(3).allMatch(node -> node.missing() == null);
            }

            @Override
            public void next(LogRow line) {
                told.add(line.agent() + '@' + line.node());
            }

            @Override
            public void missed(String node, long count) {
                missed.add(node);
            }
        };
        Following following =
                answer(n1.commands().follow(new Command.Logs(List.of("web-*"), 0, null, null), ANNA, lines));

        List.of(n1, n2, n3).forEach(node -> {
            node.agents().agent("web-2", LifecycleState.RUNNING, false);
            node.agents().write("web-2", "began");
        });

        await().until(() -> told.size() == 3);
        assertThat(told).containsExactlyInAnyOrder("web-2@n1", "web-2@n2", "web-2@n3");
        assertThat(missed).isEmpty();
        following.close();
        await().until(() ->
                List.of(n1, n2, n3).stream().allMatch(node -> node.agents().followers() == 0));
    }

    @Test
    void anAttemptThatFailsDoesNotShortenTheTimeOfWhichLinesAreAskedFor() {
        Instant cut = Instant.parse("2026-03-04T06:00:00Z");
        List<String> told = new CopyOnWriteArrayList<>();
        Follower<Answer.LogLines, LogRow> lines = new Follower<>() {
            @Override
            public void present(Answer.LogLines present) {}

            @Override
            public void next(LogRow line) {
                told.add(line.text());
            }
        };
        n2.agents().at(cut);
        answer(n1.commands().follow(new Command.Logs(List.of("second"), 0, null, null), ANNA, lines));
        n2.agents().write("second", "before");
        await().until(() -> told.equals(List.of("before")));
        n2.kill();
        cluster.nodes().unreachable("n2");
        n2.agents().at(cut.plusSeconds(10)).write("second", "meanwhile");
        n2.agents().at(cut.plusSeconds(60));
        cluster.pass(Duration.ofSeconds(60));
        cluster.nodes().up(n2.origin(), n2.agents());
        await().until(() -> n1.counts().byResult().getOrDefault("504", 0L) > 0);
        n2.heal();
        await().until(() -> told.equals(List.of("before", "meanwhile")));
    }
}
