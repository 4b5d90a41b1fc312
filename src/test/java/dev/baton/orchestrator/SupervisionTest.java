package dev.baton.orchestrator;

import static dev.baton.orchestrator.PuppetStage.agent;
import static dev.baton.orchestrator.PuppetStage.settings;
import static dev.baton.orchestrator.PuppetStage.supervised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.OnDependencyFailure;
import dev.baton.agent.Restart;
import dev.baton.agent.RestartPolicy;
import dev.baton.agent.Supervision;
import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.AgentOutcome.Result;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.lifecycle.Verb;
import dev.baton.runtime.Body;
import dev.baton.runtime.Signal;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SupervisionTest {
    /** 1 s, 2 s, 4 s, … exactly; at most 5 restarts in 60 s. */
    private static final Supervision EXACT = Supervision.DEFAULT.withRestart(new Restart(
            RestartPolicy.ON_FAILURE,
            Duration.ofSeconds(1),
            2,
            Duration.ofSeconds(60),
            0,
            5,
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            List.of(0)));

    private final PuppetStage stage = new PuppetStage(settings(4, RunMode.DAEMON));

    private void fail(String agent) {
        stage.end(agent, TerminationStatus.ERROR);
    }

    private void pass(int seconds) {
        stage.time.pass(Duration.ofSeconds(seconds));
    }

    // ---------------------------------------------------------------------------------------------- restarts

    @Test
    void comesBackAfterAFailureWithGrowingPauses() {
        stage.begin(supervised("a", EXACT));
        stage.ready("a");

        fail("a");
        assertThat(stage.state("a")).isEqualTo(LifecycleState.BACKOFF);
        assertThat(stage.snapshot("a").reason()).isEqualTo("retry in 1s, 1 of 5");
        pass(1);
        assertThat(stage.state("a")).isEqualTo(LifecycleState.STARTING);
        fail("a");
        pass(1);
        assertThat(stage.snapshot("a").reason()).isEqualTo("retry in 1s, 2 of 5");
        pass(1);

        assertThat(stage.snapshot("a").incarnation()).isEqualTo(3);
        assertThat(stage.snapshot("a").restarts()).isEqualTo(2);
        assertThat(stage.eventsOf("a"))
                .containsSubsequence(EventNames.AGENT_TERMINATED, EventNames.AGENT_BACKOFF, EventNames.AGENT_STARTED);
    }

    @Test
    void isNotRestartedWhenItEndedWellUnlessAlways() {
        stage.begin(supervised("a", EXACT), supervised("b", EXACT.withRestart(RestartPolicy.ALWAYS)));

        stage.end("a");
        stage.end("b");

        assertThat(stage.state("a")).isEqualTo(LifecycleState.TERMINATED);
        assertThat(stage.state("b")).isEqualTo(LifecycleState.BACKOFF);
    }

    @Test
    void anAgentThatThrowsAtOnceEndsInACrashLoop() {
        stage.begin(supervised("a", EXACT));

        for (int pause : new int[] {1, 2, 4, 8, 16}) {
            fail("a");
            pass(pause);
        }
        fail("a");

        assertThat(stage.state("a")).isEqualTo(LifecycleState.CRASH_LOOP);
        assertThat(stage.snapshot("a").reason()).isEqualTo("failed again after 5 restarts within 1m");
        assertThat(stage.eventsOf("a")).endsWith(EventNames.AGENT_TERMINATED, EventNames.AGENT_CRASH_LOOP);
        pass(3600);
        assertThat(stage.state("a")).isEqualTo(LifecycleState.CRASH_LOOP);
        assertThat(stage.time.waiting()).isZero();
    }

    @Test
    void aSlowCrashLoopIsCaughtToo() {
        stage.begin(supervised("a", EXACT));

        for (int pause : new int[] {1, 2, 4, 8, 16}) {
            stage.ready("a");
            pass(2);
            fail("a");
            pass(pause);
        }
        pass(2);
        fail("a");

        assertThat(stage.state("a")).isEqualTo(LifecycleState.CRASH_LOOP);
    }

    @Test
    void whoFailsNowAndThenIsNeverStoppedAndStartsOverWithShortPauses() {
        stage.begin(supervised("a", EXACT));

        for (int i = 0; i < 200; i++) {
            stage.ready("a");
            pass(30);
            fail("a");
            assertThat(stage.snapshot("a").reason()).startsWith("retry in 1s, ");
            pass(1);
        }

        assertThat(stage.snapshot("a").restarts()).isEqualTo(200);
    }

    @Test
    void anOperatorsStartClearsACrashLoop() {
        Restart once = new Restart(
                RestartPolicy.ON_FAILURE,
                Duration.ofSeconds(1),
                2,
                Duration.ofSeconds(60),
                0,
                1,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                List.of(0));
        stage.begin(supervised("a", Supervision.DEFAULT.withRestart(once)));
        fail("a");
        pass(1);
        fail("a");
        assertThat(stage.state("a")).isEqualTo(LifecycleState.CRASH_LOOP);

        Future<AgentOutcome> start = stage.start("a");
        stage.ready("a");

        assertThat(start.result().result()).isEqualTo(Result.RUNNING);
        fail("a");
        assertThat(stage.snapshot("a").reason()).isEqualTo("retry in 1s, 1 of 1");
    }

    @Test
    void whoComesBackStandsInFrontOfTheQueue() {
        PuppetStage one = new PuppetStage(settings(1, RunMode.DAEMON));
        one.begin(supervised("a", EXACT), agent("b"), agent("c"));
        one.end("a", TerminationStatus.ERROR);
        assertThat(one.told).containsExactly("start a", "start b");

        one.time.pass(Duration.ofSeconds(1));
        assertThat(one.snapshot("a").reason()).isEqualTo("no free worker slot");
        one.end("b");

        assertThat(one.told).containsExactly("start a", "start b", "start a");
    }

    @Test
    void aCrashLoopEndsARunThatStopsOnEmpty() {
        PuppetStage run = new PuppetStage(settings(1, RunMode.STOP_ON_EMPTY));
        Supervision none = Supervision.DEFAULT.withRestart(new Restart(
                RestartPolicy.ON_FAILURE,
                Duration.ofSeconds(1),
                2,
                Duration.ofSeconds(60),
                0,
                0,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                List.of(0)));
        run.begin(supervised("a", none));

        run.end("a", TerminationStatus.ERROR);

        assertThat(run.state("a")).isEqualTo(LifecycleState.CRASH_LOOP);
        assertThat(run.orchestration.outcome().result().isSuccess()).isFalse();
    }

    // ---------------------------------------------------------------------------------------------- dependencies

    @Test
    void whoWaitsForAFailedDependencyWaitsUntilItIsUpAgain() {
        stage.begin(supervised("db", EXACT), agent("api", "db"));
        fail("db");
        assertThat(stage.state("api")).isEqualTo(LifecycleState.WAITING);

        pass(1);
        stage.ready("db");

        assertThat(stage.state("api")).isEqualTo(LifecycleState.STARTING);
    }

    @Test
    void aDependencyThatIsGivenUpEndsThoseWhoWaitForIt() {
        stage.begin(supervised("db", EXACT), agent("api", "db"), agent("web", "api"));
        for (int pause : new int[] {1, 2, 4, 8, 16}) {
            fail("db");
            pass(pause);
        }
        fail("db");

        assertThat(stage.status("api")).isEqualTo(TerminationStatus.SKIPPED);
        assertThat(stage.snapshot("web").reason()).isEqualTo("its dependency 'api' ended in SKIPPED");
    }

    @Test
    void aDependentDoesWhatWasAgreedWhenItsDependencyGoesDown() {
        stage.begin(
                supervised("db", EXACT),
                agent("keeps", "db"),
                supervised("restarts", EXACT.withOnDependencyFailure(OnDependencyFailure.RESTART), "db"),
                supervised("stops", EXACT.withOnDependencyFailure(OnDependencyFailure.STOP), "db"));
        stage.ready("db", "keeps", "restarts", "stops");
        stage.told.clear();

        fail("db");
        assertThat(stage.told).containsExactly("stop restarts", "stop stops");
        stage.end("restarts");
        stage.end("stops");

        assertThat(stage.state("keeps")).isEqualTo(LifecycleState.RUNNING);
        assertThat(stage.snapshot("restarts").reason()).isEqualTo("waiting for db to be ready");
        assertThat(stage.state("stops")).isEqualTo(LifecycleState.TERMINATED);
        assertThat(stage.snapshot("stops").reason()).isEqualTo("its dependency 'db' went down");
        pass(1);
        stage.ready("db");
        assertThat(stage.state("restarts")).isEqualTo(LifecycleState.STARTING);
        assertThat(stage.state("stops")).isEqualTo(LifecycleState.TERMINATED);
    }

    @Test
    void whoIsQueuedBecauseItsDependencyWasUpWaitsAgainWhenThatGoesDown() {
        PuppetStage two = new PuppetStage(settings(2, RunMode.DAEMON));
        two.begin(supervised("db", EXACT), agent("other"), agent("api", "db"));
        two.ready("db");
        assertThat(two.state("api")).isEqualTo(LifecycleState.QUEUED);

        two.end("db", TerminationStatus.ERROR);

        assertThat(two.state("api")).isEqualTo(LifecycleState.WAITING);
    }

    @Test
    void whoWaitsForSomethingStoppedWaitsOnUnlessTheRunWouldNeverEnd() {
        PuppetStage run = new PuppetStage(settings(2, RunMode.STOP_ON_EMPTY));
        run.begin(agent("db"), agent("api", "db"), agent("other"));
        run.stop("db");
        run.end("db");
        assertThat(run.snapshot("api").reason()).isEqualTo("waiting for db to be ready (it is stopped)");

        run.end("other");

        assertThat(run.status("api")).isEqualTo(TerminationStatus.SKIPPED);
        assertThat(run.orchestration.outcome().isComplete()).isTrue();
    }

    // ---------------------------------------------------------------------------------------------- groups, vital

    private static AgentSpec member(String name) {
        return supervised(name, EXACT.withGroup("g"));
    }

    private static Map<String, GroupSettings> group(GroupStrategy strategy, int maxRestarts, OnGiveUp onGiveUp) {
        return Map.of("g", new GroupSettings(strategy, maxRestarts, Duration.ofSeconds(60), onGiveUp));
    }

    @Test
    void oneForAllRestartsAllTogether() {
        stage.begin(group(GroupStrategy.ONE_FOR_ALL, 5, OnGiveUp.STOP_GROUP), member("a"), member("b"), member("c"));
        stage.ready("a", "b", "c");
        stage.told.clear();

        fail("b");
        assertThat(stage.told).containsExactly("stop c", "stop a");
        stage.end("a");
        assertThat(stage.snapshot("a").reason()).isEqualTo("waiting for its group 'g' to restart");
        pass(1);
        assertThat(stage.told).endsWith("start b", "start a");
        stage.end("c");

        assertThat(stage.told).endsWith("start b", "start a", "start c");
        assertThat(stage.snapshot("a").restarts()).isEqualTo(1);
    }

    @Test
    void restForOneRestartsThoseRegisteredLater() {
        stage.begin(group(GroupStrategy.REST_FOR_ONE, 5, OnGiveUp.STOP_GROUP), member("a"), member("b"), member("c"));
        stage.ready("a", "b", "c");
        stage.told.clear();

        fail("b");
        stage.end("c");
        pass(1);

        assertThat(stage.told).containsExactly("stop c", "start b", "start c");
        assertThat(stage.state("a")).isEqualTo(LifecycleState.RUNNING);
    }

    @Test
    void aMemberThatIsNeverRestartedStaysDownWhenItsGroupRestarts() {
        stage.begin(
                group(GroupStrategy.ONE_FOR_ALL, 5, OnGiveUp.STOP_GROUP),
                member("a"),
                supervised(
                        "b",
                        Supervision.DEFAULT.withRestart(RestartPolicy.NEVER).withGroup("g")));
        stage.ready("a", "b");

        fail("a");
        stage.end("b");
        pass(1);

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STARTING);
        assertThat(stage.state("b")).isEqualTo(LifecycleState.TERMINATED);
    }

    @Test
    void restartsOfAGroupCountTogetherAndThenItGivesUp() {
        stage.begin(group(GroupStrategy.ONE_FOR_ONE, 2, OnGiveUp.STOP_GROUP), member("a"), member("b"), member("c"));
        stage.ready("a", "b", "c");
        fail("a");
        pass(1);
        fail("b");
        pass(1);

        fail("a");

        assertThat(stage.state("a")).isEqualTo(LifecycleState.CRASH_LOOP);
        assertThat(stage.state("b")).isEqualTo(LifecycleState.STOPPING);
        stage.end("b");
        stage.end("c");
        assertThat(stage.snapshot("c").reason()).isEqualTo("its group 'g' gave up because 'a' kept failing");
        assertThat(stage.orchestration.outcome().isComplete()).isFalse();
    }

    @Test
    void aGroupCanShutEverythingDownWhenItGivesUp() {
        stage.begin(group(GroupStrategy.ONE_FOR_ONE, 0, OnGiveUp.SHUTDOWN), member("a"), agent("other"));

        fail("a");
        stage.end("other");

        Outcome outcome = stage.orchestration.outcome().result();
        assertThat(outcome.isSuccess()).isFalse();
        assertThat(outcome.failure()).isEqualTo("group 'g' gave up because 'a' kept failing");
    }

    @Test
    void aVitalAgentThatFailsForGoodEndsEverything() {
        stage.begin(
                supervised(
                        "a",
                        Supervision.DEFAULT.withRestart(RestartPolicy.NEVER).withVital(true)),
                agent("b"));
        stage.ready("a", "b");

        fail("a");
        assertThat(stage.told).endsWith("stop b");
        stage.end("b");

        Outcome outcome = stage.orchestration.outcome().result();
        assertThat(outcome.isSuccess()).isFalse();
        assertThat(outcome.failure()).isEqualTo("the vital agent 'a' failed");
    }

    @Test
    void stoppingAVitalAgentEndsNothingElse() {
        stage.begin(supervised("a", EXACT.withVital(true)), agent("b"));
        stage.ready("a", "b");
        stage.stop("a");
        stage.end("a", TerminationStatus.ERROR);

        assertThat(stage.state("b")).isEqualTo(LifecycleState.RUNNING);
    }

    // ---------------------------------------------------------------------------------------------- hangs

    @Test
    void whoGivesNoSignOfLifeIsStoppedAndComesBack() {
        stage.begin(supervised("a", EXACT.withLiveness(Duration.ofSeconds(30))));
        stage.ready("a");
        stage.lastSigns.put("a", stage.time.nanoTime());
        pass(29);
        stage.orchestration.check();
        assertThat(stage.state("a")).isEqualTo(LifecycleState.RUNNING);
        stage.lastSigns.put("a", stage.time.nanoTime());
        pass(29);
        stage.orchestration.check();
        assertThat(stage.state("a")).isEqualTo(LifecycleState.RUNNING);

        pass(1);
        stage.orchestration.check();

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STOPPING);
        assertThat(stage.eventsOf("a")).endsWith(EventNames.AGENT_TIMEOUT);
        stage.end("a");
        assertThat(stage.state("a")).isEqualTo(LifecycleState.BACKOFF);
        assertThat(stage.snapshot("a").reason()).isEqualTo("retry in 1s, 1 of 5: it gave no sign of life for 30s");
    }

    @Test
    void whoDoesNotAnswerIsStoppedAndComesBack() {
        stage.begin(supervised("a", EXACT));
        stage.ready("a");

        stage.orchestration.receive(new Signal.Unresponsive(stage.body("a"), "liveness tcp 127.0.0.1:1 failed once"));

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STOPPING);
        assertThat(stage.told).contains("stop a");
        assertThat(stage.eventsOf("a")).endsWith(EventNames.AGENT_TIMEOUT);
        stage.end("a");
        assertThat(stage.state("a")).isEqualTo(LifecycleState.BACKOFF);
        assertThat(stage.snapshot("a").reason()).isEqualTo("retry in 1s, 1 of 5: liveness tcp 127.0.0.1:1 failed once");
    }

    @Test
    void whoUsesTooMuchIsStoppedAndComesBack() {
        stage.begin(supervised("a", EXACT));

        stage.orchestration.receive(new Signal.UsedTooMuch(
                stage.body("a"), "maxMemory", "used 612MB of 512MB", Map.of("limit_bytes", 536_870_912L)));

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STOPPING);
        assertThat(stage.events.get(stage.events.size() - 1)).satisfies(event -> {
            assertThat(event.name()).isEqualTo(EventNames.AGENT_ERROR);
            assertThat(event.data())
                    .containsEntry("part", "maxMemory")
                    .containsEntry("error", "used 612MB of 512MB")
                    .containsEntry("limit_bytes", 536_870_912L);
        });
        stage.end("a");
        assertThat(stage.snapshot("a").reason()).isEqualTo("retry in 1s, 1 of 5: maxMemory: used 612MB of 512MB");
    }

    @Test
    void whoIsToStopStaysDownThoughItDoesNotAnswerEither() {
        stage.begin(supervised("a", EXACT));
        stage.ready("a");
        stage.stop("a");
        int events = stage.events.size();

        stage.orchestration.receive(new Signal.Unresponsive(stage.body("a"), "no answer"));
        stage.orchestration.receive(new Signal.UsedTooMuch(stage.body("a"), "maxCpu", "used 200% of 100%", Map.of()));

        assertThat(stage.events).hasSize(events);
        stage.end("a");
        assertThat(stage.state("a")).isEqualTo(LifecycleState.TERMINATED);
        assertThat(stage.status("a")).isEqualTo(TerminationStatus.SUCCESS);
    }

    @Test
    void whatAnEarlierStartIsSaidToUseIsNotListenedTo() {
        stage.begin(supervised("a", EXACT));
        Body earlier = stage.body("a");
        stage.end("a", TerminationStatus.ERROR);
        pass(1);
        assertThat(stage.state("a")).isEqualTo(LifecycleState.STARTING);

        stage.orchestration.receive(new Signal.Unresponsive(earlier, "no answer"));
        stage.orchestration.receive(new Signal.UsedTooMuch(earlier, "maxCpu", "used 200% of 100%", Map.of()));

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STARTING);
    }

    @Test
    void whoHasNothingToDoIsAlive() {
        stage.begin(supervised("a", EXACT.withLiveness(Duration.ofSeconds(30))));
        stage.ready("a");

        for (int i = 0; i < 10; i++) {
            pass(30);
            stage.orchestration.check();
        }

        assertThat(stage.state("a")).isEqualTo(LifecycleState.RUNNING);
    }

    @Test
    void anAgentsOwnStartTimeoutCounts() {
        stage.begin(supervised("a", EXACT.withStartTimeout(Duration.ofSeconds(5))), supervised("b", EXACT));

        pass(5);
        stage.orchestration.check();

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STOPPING);
        assertThat(stage.state("b")).isEqualTo(LifecycleState.STARTING);
    }

    @Test
    void aStuckAgentThatEndsAfterAllIsRestartedByPolicy() {
        stage.begin(supervised("a", EXACT.withLiveness(Duration.ofSeconds(30))));
        stage.ready("a");
        stage.lastSigns.put("a", 0L);
        pass(30);
        stage.orchestration.check();
        pass(10);
        assertThat(stage.state("a")).isEqualTo(LifecycleState.STUCK);

        stage.end("a");

        assertThat(stage.state("a")).isEqualTo(LifecycleState.BACKOFF);
    }

    // ---------------------------------------------------------------------------------------------- operators

    @Test
    void whoWasStoppedByAnOperatorStaysStopped() {
        stage.begin(supervised("a", EXACT.withRestart(RestartPolicy.ALWAYS)));
        stage.ready("a");

        Future<AgentOutcome> stop = stage.stop("a");
        assertThat(stop.isComplete()).isFalse();
        stage.end("a", TerminationStatus.ERROR);

        assertThat(stop.result().result()).isEqualTo(Result.ENDED);
        assertThat(stage.state("a")).isEqualTo(LifecycleState.TERMINATED);
    }

    @Test
    void aStopDuringBackOffJustEndsThere() {
        stage.begin(supervised("a", EXACT));
        fail("a");

        Future<AgentOutcome> stop = stage.stop("a");

        assertThat(stop.result().result()).isEqualTo(Result.ENDED);
        assertThat(stage.status("a")).isEqualTo(TerminationStatus.ERROR);
        pass(10);
        assertThat(stage.told).containsExactly("start a");
        assertThat(stage.time.waiting()).isZero();
    }

    @Test
    void startingWhatRunsIsNoError() {
        stage.begin(agent("a"));
        stage.ready("a");

        AgentOutcome outcome = stage.start("a").result();

        assertThat(outcome.result()).isEqualTo(Result.RUNNING);
        assertThat(outcome.reason()).isEqualTo("it was running already");
    }

    @Test
    void aStartIsAnsweredWhenItsOutcomeIsKnown() {
        PuppetStage one = new PuppetStage(settings(1, RunMode.DAEMON));
        one.begin(agent("a"), agent("b"), agent("c", "b"));
        one.stop("b");
        one.stop("c");

        assertThat(one.start("b").result().result()).isEqualTo(Result.QUEUED);
        assertThat(one.start("b").result().reason()).isEqualTo("no free worker slot");
        assertThat(one.start("c").result().result()).isEqualTo(Result.WAITING);
        Future<AgentOutcome> again = one.start("a");
        assertThat(again.isComplete()).isFalse();
        one.end("a", TerminationStatus.ERROR);
        assertThat(again.result().result()).isEqualTo(Result.FAILED);
    }

    @Test
    void aRestartIsAStopAndAStart() {
        stage.begin(supervised("a", EXACT));
        stage.ready("a");

        Future<AgentOutcome> restart = stage.steer(Verb.RESTART, "a");
        stage.end("a");
        assertThat(restart.isComplete()).isFalse();
        stage.ready("a");

        assertThat(restart.result().result()).isEqualTo(Result.RUNNING);
        assertThat(stage.told).containsExactly("start a", "stop a", "start a");
    }

    @Test
    void theLatestWordCountsAndEverybodyGetsAnAnswer() {
        stage.begin(supervised("a", EXACT));
        stage.ready("a");

        Future<AgentOutcome> stop = stage.stop("a");
        Future<AgentOutcome> start = stage.start("a");
        Future<AgentOutcome> restart = stage.steer(Verb.RESTART, "a");
        Future<AgentOutcome> last = stage.stop("a");
        stage.end("a");

        assertThat(stage.state("a")).isEqualTo(LifecycleState.TERMINATED);
        assertThat(List.of(stop, start, restart, last)).allMatch(Future::succeeded);
        assertThat(start.result().result()).isEqualTo(Result.ENDED);
    }

    @Test
    void globsAndGroupsMeanManyAndUnknownNamesNothing() {
        stage.begin(member("weather-1"), member("weather-2"), agent("other"));

        assertThat(stage.orchestration.steer(Verb.STOP, List.of("weather-*"), true))
                .hasSize(2);
        assertThat(stage.orchestration.steer(Verb.START, List.of("group:g", "other"), true))
                .hasSize(3);
        assertThatThrownBy(() -> stage.orchestration.steer(Verb.STOP, List.of("other", "wether-1"), true))
                .isInstanceOf(UnknownAgentException.class)
                .hasMessage("there is no agent 'wether-1': did you mean 'weather-1'?");
        assertThat(stage.state("other")).isEqualTo(LifecycleState.STARTING);
    }

    @Test
    void pausesBetweenCyclesAndGoesOn() {
        stage.begin(agent("a"));
        stage.ready("a");

        Future<AgentOutcome> pause = stage.steer(Verb.PAUSE, "a");
        assertThat(pause.isComplete()).isFalse();
        stage.paused("a");
        assertThat(pause.result().result()).isEqualTo(Result.PAUSED);
        AgentOutcome resumed = stage.steer(Verb.RESUME, "a").result();

        assertThat(resumed.result()).isEqualTo(Result.RUNNING);
        assertThat(stage.told).endsWith("pause a", "resume a");
        assertThat(stage.eventsOf("a")).endsWith(EventNames.AGENT_PAUSED, EventNames.AGENT_RESUMED);
        assertThat(stage.time.waiting()).isZero();
    }

    @Test
    void aPauseThatTakesLongIsAnsweredAllTheSame() {
        stage.begin(agent("a"));
        stage.ready("a");
        Future<AgentOutcome> pause = stage.steer(Verb.PAUSE, "a");

        pass(10);

        assertThat(pause.result().result()).isEqualTo(Result.ACCEPTED);
        stage.paused("a");
        assertThat(stage.state("a")).isEqualTo(LifecycleState.PAUSED);
    }

    @Test
    void whoWorksOnceCannotPause() {
        stage.begin(agent("once"));
        stage.ready("once");

        AgentOutcome outcome = stage.steer(Verb.PAUSE, "once").result();

        assertThat(outcome.result()).isEqualTo(Result.REFUSED);
        assertThat(outcome.reason()).isEqualTo("it can't be paused: only agents that work in cycles can");
    }

    @Test
    void commandsOnTheirWayAreRefusedWhenAllIsStopped() {
        stage.begin(agent("a"));
        Future<AgentOutcome> start = stage.start("a");

        stage.orchestration.stopAll("test");

        assertThat(start.cause()).isInstanceOf(ShuttingDownException.class);
    }

    @Test
    void whoWasHeldDownBeforeDoesNotStart() {
        stage.orchestration.register(new Fleet(List.of(agent("a"), agent("b", "a")), Map.of()), Map.of());
        stage.orchestration.begin(Set.of("a"));

        assertThat(stage.state("a")).isEqualTo(LifecycleState.REGISTERED);
        assertThat(stage.snapshot("b").reason()).isEqualTo("waiting for a to be ready (it is stopped)");
        assertThat(stage.events).extracting(Event::name).doesNotContain(EventNames.ALL_AGENTS_TERMINATED);
    }
}
