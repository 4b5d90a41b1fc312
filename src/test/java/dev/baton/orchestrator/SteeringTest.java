package dev.baton.orchestrator;

import static dev.baton.orchestrator.PuppetStage.EXACT;
import static dev.baton.orchestrator.PuppetStage.agent;
import static dev.baton.orchestrator.PuppetStage.settings;
import static dev.baton.orchestrator.PuppetStage.supervised;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.agent.OnDependencyFailure;
import dev.baton.agent.RestartPolicy;
import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.AgentOutcome.Result;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.lifecycle.Verb;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What operators want of agents, and what they are answered. */
class SteeringTest {
    private final PuppetStage stage = new PuppetStage(settings(4, RunMode.DAEMON));

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
    void tellsWhyEachIsAskedToStopAndOnlyOnce() {
        stage.begin(
                agent("db"),
                supervised("api", EXACT.withOnDependencyFailure(OnDependencyFailure.STOP), "db"),
                agent("web"),
                agent("once"));
        stage.ready("db", "api", "web", "once");
        stage.end("once");

        stage.stop("db");
        stage.stop("db");
        stage.steer(Verb.RESTART, "web");
        stage.steer(Verb.RESTART, "web");

        assertThat(stage.events)
                .filteredOn(event -> event.name().equals(EventNames.AGENT_STOPPING))
                .extracting(event -> event.agent() + " " + event.data())
                .containsExactlyInAnyOrder(
                        "db " + Map.of("reason", "it was asked to stop", "timeout_ms", 10_000L),
                        "api " + Map.of("reason", "its dependency 'db' went down", "timeout_ms", 10_000L),
                        "web " + Map.of("reason", "it was asked to start anew", "timeout_ms", 10_000L));
        assertThat(stage.snapshot("db").reason()).isEqualTo("it was asked to stop");
        stage.end("db");
        assertThat(stage.snapshot("db").reason()).isEmpty();
    }

    @Test
    void whoeverDoesNotWaitIsToldWhatWasDoneAndNotWhy() {
        stage.begin(agent("a"));
        stage.ready("a");

        AgentOutcome outcome = stage.orchestration
                .steer(Verb.STOP, List.of("a"), false)
                .get("a")
                .result();

        assertThat(outcome).isEqualTo(new AgentOutcome("a", Result.ACCEPTED, LifecycleState.STOPPING, ""));
    }

    @Test
    void aStopDuringBackOffJustEndsThere() {
        stage.begin(supervised("a", EXACT));
        stage.fail("a");

        Future<AgentOutcome> stop = stage.stop("a");

        assertThat(stop.result().result()).isEqualTo(Result.ENDED);
        assertThat(stage.status("a")).isEqualTo(TerminationStatus.ERROR);
        stage.pass(10);
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
        stage.begin(
                supervised("weather-1", EXACT.withGroup("g")),
                supervised("weather-2", EXACT.withGroup("g")),
                agent("other"));

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

        stage.pass(10);

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
