package dev.baton.cluster.forward;

import static dev.baton.cluster.forward.PlayedCluster.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.NodeRow;
import dev.baton.command.Role;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.AgentOutcome.Result;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.Verb;
import dev.baton.orchestrator.AllowedCommands;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForwardingTest {
    private Vertx vertx;
    private PlayedCluster cluster;
    private PlayedCluster.Node n1;
    private PlayedCluster.Node n2;

    @BeforeEach
    void twoNodes() {
        vertx = Vertx.vertx();
        cluster = new PlayedCluster(vertx, PlayedCluster.QUICK);
        n1 = cluster.start("n1");
        n2 = cluster.start("n2");
        n1.agents().agent("both", LifecycleState.RUNNING, false).agent("first", LifecycleState.RUNNING, false);
        n2.agents().agent("both", LifecycleState.RUNNING, false).agent("second", LifecycleState.RUNNING, false);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private static <A extends Answer> A ask(PlayedCluster.Node node, Command<A> command) {
        return answer(node.commands().execute(command, ANNA));
    }

    private static <T> T answer(Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError("there is no answer", late);
        }
    }

    private static CommandFailure failure(PlayedCluster.Node node, Command<?> command) {
        return failure(node.commands().execute(command, ANNA));
    }

    private static CommandFailure failure(Future<?> future) {
        return catchThrowableOfType(CommandFailure.class, () -> answer(future));
    }

    private static Command.Steer stop(String... names) {
        return new Command.Steer(Verb.STOP, List.of(names), true);
    }

    private static List<String> places(Answer.Steered steered) {
        return steered.outcomes().stream()
                .map(outcome -> outcome.agent() + '@' + outcome.node())
                .toList();
    }

    // ------------------------------------------------------------------------------------------- looking

    @Test
    void anyNodeShowsTheAgentsOfAll() {
        for (PlayedCluster.Node node : List.of(n1, n2)) {
            Answer.Agents agents = ask(node, new Command.Ps(List.of()));
            assertThat(agents.agents().stream().map(row -> row.name() + '@' + row.node()))
                    .containsExactly("both@n1", "both@n2", "first@n1", "second@n2");
            assertThat(agents.runningCount()).isEqualTo(4);
            assertThat(agents.nodes()).extracting(NodeRow::node).containsExactly("n1", "n2");
        }
    }

    @Test
    void namesAndGlobsMeanAgentsOfAllNodes() {
        assertThat(ask(n1, new Command.Ps(List.of("second", "bo*"))).agents())
                .extracting(AgentRow::node)
                .containsExactly("n1", "n2", "n2");
        assertThat(ask(n1, new Command.Ps(List.of(), "n2")).agents())
                .extracting(AgentRow::name)
                .containsExactly("both", "second");
        CommandFailure unknown = failure(n1, new Command.Ps(List.of("nobody")));
        assertThat(unknown.code()).isEqualTo(404);
        assertThat(unknown.sentence()).contains("'nobody'", "n1, n2");
    }

    @Test
    void statusCountsTheWholeCluster() {
        Answer.Status all = ask(n1, new Command.Status());
        assertThat(all.totalAgents()).isEqualTo(4);
        assertThat(all.cluster()).isEqualTo("test");
        assertThat(all.nodes()).hasSize(2);
        assertThat(ask(n1, new Command.Status("n2")).totalAgents()).isEqualTo(2);
        assertThat(ask(n1, new Command.Status("n2")).node()).isEqualTo("n2");
    }

    @Test
    void statusOfAnAgentIsThatOfWhereverItIs() {
        assertThat(ask(n1, new Command.AgentStatus("both")).agent().node()).isEqualTo("n1");
        assertThat(ask(n1, new Command.AgentStatus("second")).agent().node()).isEqualTo("n2");
        assertThat(ask(n1, new Command.AgentStatus("both", "n2")).agent().node())
                .isEqualTo("n2");
        PlayedCluster.Node n3 = cluster.start("n3");
        CommandFailure several = failure(n3, new Command.AgentStatus("both"));
        assertThat(several.code()).isEqualTo(409);
        assertThat(several.sentence()).contains("n1, n2").contains("--node");
        assertThat(failure(n3, new Command.AgentStatus("nobody")).code()).isEqualTo(404);
    }

    @Test
    void historyIsThatOfAllNodesByTime() {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        n1.agents().at(time).emit("first", "ONE", Map.of());
        n2.agents().at(time.plusMillis(1)).emit("second", "TWO", Map.of());
        n1.agents().at(time.plusMillis(2)).emit("first", "THREE", Map.of());
        n2.agents().at(time.plusMillis(2)).emit("second", "FOUR", Map.of());
        Answer.Events events = ask(n2, new Command.History(3, null, null, null));
        assertThat(events.events())
                .extracting(row -> row.event().name() + '@' + row.event().node())
                .containsExactly("TWO@n2", "THREE@n1", "FOUR@n2");
        assertThat(events.capacities().keySet()).containsExactly("n1", "n2");
        assertThat(events.capacity().totalEvents()).isEqualTo(4);
        Answer.Events after = ask(n2, new Command.History(9, null, null, null, Map.of("n1", 1L, "n2", 2L), null));
        assertThat(after.events()).extracting(row -> row.event().name()).containsExactly("THREE");
    }

    @Test
    void oneNumberIsNoPlaceInTheHistoryOfSeveralNodes() {
        CommandFailure refused = failure(n1, new Command.History(9, null, null, 5L));
        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.sentence()).contains("after_seq is 5", "after_seq=n1:5,n2:17", "--node");
        assertThat(ask(n1, new Command.History(9, null, null, 5L, Map.of(), "n2"))
                        .events())
                .isEmpty();
    }

    @Test
    void countsUsageDependenciesAndLinesAreThoseOfAllNodes() {
        n1.agents()
                .agent("eats", "com.acme.Eats", null, "first")
                .uses("first", 1, null, 0, 0)
                .write("both", "from n1");
        n2.agents().uses("second", 2, null, 0, 0).write("both", "from n2");
        n2.agents().write("second", "more");
        assertThat(ask(n2, new Command.HistoryStats()).byType()).containsEntry("AGENT_REGISTERED", 1L);
        Answer.Usage usage = ask(n2, new Command.Stats());
        assertThat(usage.agents())
                .extracting(row -> row.name() + '@' + row.node())
                .containsExactly("first@n1", "second@n2");
        assertThat(usage.orchestrators()).hasSize(2);
        assertThat(usage.orchestrator().node()).isEqualTo("n2");
        assertThat(ask(n2, new Command.Dependencies()).dependencies()).containsEntry("eats", List.of("first"));
        Answer.LogLines lines = ask(n1, new Command.Logs(List.of("both", "second"), 10, null, null));
        assertThat(lines.lines())
                .extracting(line -> line.text() + '@' + line.node())
                .startsWith("from n1@n1")
                .containsExactlyInAnyOrder("from n1@n1", "from n2@n2", "more@n2");
        assertThat(failure(n1, new Command.Logs(List.of("nobody"), 10, null, null))
                        .code())
                .isEqualTo(404);
    }

    @Test
    void aNodeThatHangsIsMissingFromTheAnswerAndKeepsNothingFromIt() {
        cluster.hanging("n3", new ScriptedCommands(10, "n3").agent("third", LifecycleState.RUNNING, false));
        Answer.EventCounts counts = ask(n1, new Command.HistoryStats());
        assertThat(counts.nodes())
                .filteredOn(node -> node.missing() != null)
                .singleElement()
                .satisfies(node -> assertThat(node.node()).isEqualTo("n3"))
                .satisfies(node -> assertThat(node.missing()).contains("OWNER_UNREACHABLE", "history-stats"));
    }

    @Test
    void aNodeThatCannotBeReachedIsShownAsLastKnown() {
        cluster.nodes().unreachable("n2");
        Answer.Agents agents = ask(n1, new Command.Ps(List.of()));
        assertThat(agents.agents()).extracting(AgentRow::name).contains("second");
        assertThat(agents.nodes().get(1).state()).isEqualTo(NodeRow.State.UNREACHABLE);
        Answer.Status status = ask(n1, new Command.Status("n2"));
        assertThat(status.totalAgents()).isEqualTo(2);
        assertThat(status.nodes().get(0).missing()).contains("12 s");
        assertThat(ask(n1, new Command.AgentStatus("second")).agent().reason()).contains("as last known", "12 s");
        CommandFailure elsewhere = failure(n1, new Command.Stats("n2"));
        assertThat(elsewhere.code()).isEqualTo(504);
        assertThat(elsewhere.sentence()).contains("'n2'", "12 s");
    }

    // ------------------------------------------------------------------------------------------- steering

    @Test
    void steersAgentsWhereverTheyAre() {
        Answer.Steered steered = ask(n1, stop("second", "bo*"));
        assertThat(places(steered)).containsExactly("both@n1", "both@n2", "second@n2");
        assertThat(steered.isSuccess()).isTrue();
        assertThat(n2.held().steered()).isOne();
    }

    @Test
    void aNameThatMeansNothingAnywhereDoesNothingAnywhere() {
        assertThat(failure(n1, stop("second", "nobody")).code()).isEqualTo(404);
        assertThat(n2.held().steered()).isZero();
        assertThat(n1.held().steered()).isZero();
    }

    @Test
    void steersOnTheNodeThatIsNamed() {
        assertThat(places(ask(n1, new Command.Steer(Verb.STOP, List.of("both"), true, "n2"))))
                .containsExactly("both@n2");
        CommandFailure unknown = failure(n1, new Command.Steer(Verb.STOP, List.of("both"), true, "n9"));
        assertThat(unknown.code()).isEqualTo(404);
        assertThat(unknown.sentence()).contains("'n9'", "n1, n2");
        n2.stop();
        CommandFailure gone = failure(n1, new Command.Steer(Verb.STOP, List.of("both"), true, "n2"));
        assertThat(gone.code()).isEqualTo(504);
        assertThat(gone.sentence()).contains("goodbye");
    }

    @Test
    void asksAnOwnerThatHangsTwiceAndThenSaysSo() {
        AtomicLong asked =
                cluster.hanging("n3", new ScriptedCommands(10, "n3").agent("third", LifecycleState.RUNNING, false));
        CommandFailure failure = failure(n1, stop("third"));
        assertThat(failure.code()).isEqualTo(504);
        assertThat(failure.sentence()).contains("OWNER_UNREACHABLE", "'n3'", "asked twice");
        assertThat(asked).hasValue(2);
        assertThat(n1.counts().retries()).isOne();
        assertThat(n1.counts().timeouts()).isEqualTo(2);
        assertThat(n1.counts().byResult()).containsEntry("504", 1L);
    }

    @Test
    void waitsForAnOwnerThatWorksLongAsLongAsItSaysSo() {
        n2.held().hold();
        Future<Answer.Steered> steered = n1.commands().execute(stop("second"), ANNA);
        await().until(() -> n2.counts().duplicates() >= 3);
        n2.held().release();
        assertThat(places(answer(steered))).containsExactly("second@n2");
        assertThat(n2.held().steered()).isOne();
        assertThat(n1.counts().retries()).isZero();
    }

    @Test
    void carriesOutACommandOnceHoweverOftenItIsAskedFor() {
        var stranger = cluster.stranger("n7");
        CommandAsk ask = CommandAsk.first("a", stop("second"), ANNA, n2.origin().start());
        n2.held().hold();
        List<Future<?>> answers = List.of(
                stranger.ask("n2", CommandAsk.OP, ask, CommandReply.class, Duration.ofSeconds(5)),
                stranger.ask("n2", CommandAsk.OP, ask, CommandReply.class, Duration.ofSeconds(5)));
        await().until(() -> n2.counts().duplicates() == 1);
        n2.held().release();
        answers.forEach(ForwardingTest::answer);
        CommandReply later = answer(stranger.ask("n2", CommandAsk.OP, ask, CommandReply.class, Duration.ofSeconds(5)))
                .body();
        assertThat(later.answer()).isInstanceOf(Answer.Steered.class);
        assertThat(n2.held().steered()).isOne();
        cluster.pass(Duration.ofMinutes(11));
        answer(stranger.ask(
                "n2",
                CommandAsk.OP,
                CommandAsk.first("b", stop("second"), ANNA, n2.origin().start()),
                CommandReply.class,
                Duration.ofSeconds(5)));
        assertThat(n2.counts().kept()).isOne();
    }

    private CommandFailure refusal(CommandAsk ask) {
        return failure(cluster.stranger("n7").ask("n2", CommandAsk.OP, ask, CommandReply.class, Duration.ofSeconds(5)));
    }

    @Test
    void whatIsMeantForAnotherLifeOfTheOwnerIsNotDone() {
        CommandFailure first = refusal(CommandAsk.first("a", stop("second"), ANNA, "another-life"));
        assertThat(first.code()).isEqualTo(504);
        assertThat(first.sentence()).contains("OWNER_UNREACHABLE", "started anew", "nothing was done there");
        cluster.pass(Duration.ofHours(1));
        for (CommandAsk later : List.of(
                new CommandAsk("b", stop("second"), ANNA, "another-life", true, false, 0),
                new CommandAsk("c", stop("second"), ANNA, "another-life", false, true, 0))) {
            CommandFailure failure = refusal(later);
            assertThat(failure.code()).isEqualTo(504);
            assertThat(failure.sentence()).contains("started anew", "what came of it is not known");
        }
        assertThat(n2.held().steered()).isZero();
    }

    @Test
    void whatAnOwnerHasBegunAndForgottenIsNotDoneAgain() {
        String life = n2.origin().start();
        CommandFailure failure = refusal(new CommandAsk("a", stop("second"), ANNA, life, false, true, 0));
        assertThat(failure.code()).isEqualTo(504);
        assertThat(failure.sentence()).contains("doesn't keep any more what came of stop");
        assertThat(n2.held().steered()).isZero();
    }

    @Test
    void aFirstMessageThatGotLostIsMadeGoodByTheSecond() {
        answer(cluster.stranger("n7")
                .ask(
                        "n2",
                        CommandAsk.OP,
                        new CommandAsk("a", stop("second"), ANNA, n2.origin().start(), true, false, 0),
                        CommandReply.class,
                        Duration.ofSeconds(5)));
        assertThat(n2.held().steered()).isOne();
    }

    @Test
    void ofTwoNodesOfOneNameOnlyTheOneThatIsMeantDoesAnything() {
        PlayedCluster.Node other = cluster.prepare("n2");
        other.agents().agent("second", LifecycleState.RUNNING, false);
        n2.held().hold();
        CommandFailure pending = failure(n1, stop("second"));
        assertThat(pending.code()).isEqualTo(504);
        n2.held().release();
        for (int i = 0; i < 5; i++) {
            n1.commands().execute(stop("second"), ANNA).otherwiseEmpty().await();
        }
        assertThat(n2.held().steered()).isPositive();
        assertThat(other.held().steered()).isZero();
    }

    @Test
    void anOwnerThatIsBusyWhenItIsAskedAgainMayHaveDoneIt() {
        AtomicLong asked = new AtomicLong();
        ScriptedCommands agents = new ScriptedCommands(10, "n3").agent("third", LifecycleState.RUNNING, false);
        cluster.answering("n3", agents, ask -> {
            asked.incrementAndGet();
            return ask.isFirst()
                    ? Future.succeededFuture(CommandReply.PENDING)
                    : Future.failedFuture(CommandFailure.unavailable("n3 is busy: ask again in a moment"));
        });
        CommandFailure failure = failure(n1, stop("third"));
        assertThat(asked).hasValue(2);
        assertThat(failure.code()).isEqualTo(504);
        assertThat(failure.sentence()).contains("n3 is busy", "is not known: look with ps");
    }

    @Test
    void outcomesAreForgottenInTimeAlsoWhenNothingElseComes() {
        ask(n1, stop("second"));
        assertThat(n2.counts().kept()).isOne();
        cluster.pass(Duration.ofMinutes(11));
        await().until(() -> n2.counts().kept() == 0);
    }

    @Test
    void looksAtNoMoreOfItsOwnAgentsThanAreMeant() {
        ask(n1, stop("second", "first"));
        assertThat(n1.held().looks()).containsExactly(List.of("second"), List.of("first"));
        n1.held().looks().clear();
        Answer.Agents found = ask(n1, new Command.Ps(List.of("second")));
        assertThat(found.agents()).extracting(AgentRow::name).containsExactly("second");
        assertThat(found.runningCount()).isEqualTo(2);
        assertThat(n1.held().looks()).containsExactly(List.of("second"));
    }

    @Test
    void anOwnerThatDiesHalfWayIsSaidToBeUnreachable() {
        n2.held().hold();
        Future<Answer.Steered> steered = n1.commands().execute(stop("second"), ANNA);
        await().until(() -> n2.held().waiting() == 1);
        n2.kill();
        assertThat(failure(steered).code()).isEqualTo(504);
    }

    @Test
    void anOwnerThatCannotBeReachedKeepsNothingFromTheOthers() {
        cluster.nodes().unreachable("n2");
        Answer.Steered steered = ask(n1, stop("both"));
        assertThat(steered.outcomes())
                .extracting(outcome -> outcome.node() + ' ' + outcome.result())
                .containsExactly("n1 ENDED", "n2 FAILED");
        assertThat(steered.outcomes().get(1).reason()).contains("'n2'", "12 s");
        CommandFailure all = failure(n1, stop("second"));
        assertThat(all.code()).isEqualTo(504);
        assertThat(n2.held().steered()).isZero();
    }

    @Test
    void aStoppingNodeTakesNoCommands() {
        n2.agents().failWith(CommandFailure.unavailable("everything is being stopped"));
        n1.agents().failWith(CommandFailure.unavailable("everything is being stopped"));
        CommandFailure here = failure(n1, stop("both"));
        assertThat(here.code()).isEqualTo(503);
    }

    // ------------------------------------------------------------------------------------------- who may

    @Test
    void aCallerIsCheckedAndRecordedOnceHereAndOnceByTheOwner() {
        ask(n1, stop("second"));
        assertThat(n1.asked()).singleElement().satisfies(entry -> {
            assertThat(entry.command()).isEqualTo("stop");
            assertThat(entry.names()).containsExactly("second");
            assertThat(entry.caller().via()).isEmpty();
        });
        assertThat(n2.forOthers()).singleElement().satisfies(entry -> {
            assertThat(entry.caller()).isEqualTo(ANNA.via("n1"));
            assertThat(entry.data().toString()).contains("name=anna", "via=n1");
        });
        assertThat(n2.asked()).isEmpty();
    }

    @Test
    void whoMayNotHereAsksNobody() {
        Caller viewer = Caller.overHttp("eve", Role.VIEWER);
        assertThat(failure(n1.commands().execute(stop("second"), viewer)).code())
                .isEqualTo(403);
        assertThat(n1.asked()).hasSize(1);
        assertThat(n2.forOthers()).isEmpty();
        assertThat(n1.counts().byResult()).isEmpty();
    }

    @Test
    void whatTheOwnerDoesNotAllowIsRefusedThere() {
        ScriptedCommands agents = new ScriptedCommands(10, "n3").agent("third", LifecycleState.RUNNING, false);
        PlayedCluster.Node n3 = cluster.start("n3", agents, AllowedCommands.only(List.of("ps", "status")));
        CommandFailure refused = failure(n1, stop("third"));
        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.sentence()).contains("allowedCommands");
        assertThat(n3.held().steered()).isZero();
        assertThat(n3.forOthers()).hasSize(1);
    }

    @Test
    void reloadAndShutdownAreForOneNode() {
        ask(n1, new Command.Shutdown("n2"));
        assertThat(ask(n2, new Command.Status("n2")).shuttingDown()).isTrue();
        assertThat(ask(n1, new Command.Status("n1")).shuttingDown()).isFalse();
        ask(n1, new Command.Shutdown());
        assertThat(ask(n1, new Command.Status("n1")).shuttingDown()).isTrue();
        assertThat(ask(n1, new Command.Reload(true, "n2")).dryRun()).isTrue();
    }

    // ------------------------------------------------------------------------------------------- sizes

    @Test
    void tenThousandOutcomesFitTogether() {
        for (int agent = 0; agent < 10_000; agent++) {
            n2.agents().agent("many-agents-of-one-kind-" + agent, LifecycleState.RUNNING, false);
        }
        Answer.Steered steered = ask(n1, stop("many-*"));
        assertThat(steered.outcomes()).hasSize(10_000);
        assertThat(steered.outcomes()).extracting(AgentOutcome::result).containsOnly(Result.ENDED);
        assertThat(n2.held().steered()).isOne();
        Answer.Events events = ask(n1, new Command.History(10_000, null, null, null));
        assertThat(events.events()).hasSize(10_000);
    }

    @Test
    void anAnswerThatIsTooLargeIsRefusedWithAdvice() {
        Map<String, Object> data = Map.of("text", "x".repeat(16_000));
        for (int event = 0; event < 1_200; event++) {
            n2.agents().emit("second", "LARGE", data);
        }
        CommandFailure refused = failure(n1, new Command.History(2_000, null, null, null, Map.of(), "n2"));
        assertThat(refused.code()).isEqualTo(413);
        assertThat(refused.sentence()).contains("--last");
        assertThat(ask(n1, new Command.History(100, null, null, null, Map.of(), "n2"))
                        .events())
                .hasSize(100);
    }

    @Test
    void garbageIsRefused() {
        var stranger = cluster.stranger("n7");
        CommandFailure refused = failure(stranger.ask(
                "n2",
                CommandAsk.OP,
                new News("x", 0, List.of(), List.of(), 0, false),
                CommandReply.class,
                Duration.ofSeconds(5)));
        assertThat(refused.code()).isEqualTo(400);
        assertThat(n2.held().steered()).isZero();
    }
}
