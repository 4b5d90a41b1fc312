package dev.baton.orchestrator;

import static dev.baton.orchestrator.PuppetStage.EXACT;
import static dev.baton.orchestrator.PuppetStage.agent;
import static dev.baton.orchestrator.PuppetStage.settings;
import static dev.baton.orchestrator.PuppetStage.supervised;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.Restart;
import dev.baton.agent.RestartPolicy;
import dev.baton.agent.Supervision;
import dev.baton.event.EventNames;
import dev.baton.lifecycle.AgentOutcome;
import dev.baton.lifecycle.AgentOutcome.Result;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an agent that failed comes back, and when no more. */
class RestartTest {
    private final PuppetStage stage = new PuppetStage(settings(4, RunMode.DAEMON));

    @Test
    void comesBackAfterAFailureWithGrowingPauses() {
        stage.begin(supervised("a", EXACT));
        stage.ready("a");

        stage.fail("a");
        assertThat(stage.state("a")).isEqualTo(LifecycleState.BACKOFF);
        assertThat(stage.snapshot("a").reason()).isEqualTo("retry in 1s, 1 of 5");
        stage.pass(1);
        assertThat(stage.state("a")).isEqualTo(LifecycleState.STARTING);
        stage.fail("a");
        stage.pass(1);
        assertThat(stage.snapshot("a").reason()).isEqualTo("retry in 1s, 2 of 5");
        stage.pass(1);

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
            stage.fail("a");
            stage.pass(pause);
        }
        stage.fail("a");

        assertThat(stage.state("a")).isEqualTo(LifecycleState.CRASH_LOOP);
        assertThat(stage.snapshot("a").reason()).isEqualTo("failed again after 5 restarts within 1m");
        assertThat(stage.eventsOf("a")).endsWith(EventNames.AGENT_TERMINATED, EventNames.AGENT_CRASH_LOOP);
        stage.pass(3600);
        assertThat(stage.state("a")).isEqualTo(LifecycleState.CRASH_LOOP);
        assertThat(stage.time.waiting()).isZero();
    }

    @Test
    void aSlowCrashLoopIsCaughtToo() {
        stage.begin(supervised("a", EXACT));

        for (int pause : new int[] {1, 2, 4, 8, 16}) {
            stage.ready("a");
            stage.pass(2);
            stage.fail("a");
            stage.pass(pause);
        }
        stage.pass(2);
        stage.fail("a");

        assertThat(stage.state("a")).isEqualTo(LifecycleState.CRASH_LOOP);
    }

    @Test
    void whoFailsNowAndThenIsNeverStoppedAndStartsOverWithShortPauses() {
        stage.begin(supervised("a", EXACT));

        for (int i = 0; i < 200; i++) {
            stage.ready("a");
            stage.pass(30);
            stage.fail("a");
            assertThat(stage.snapshot("a").reason()).startsWith("retry in 1s, ");
            stage.pass(1);
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
        stage.fail("a");
        stage.pass(1);
        stage.fail("a");
        assertThat(stage.state("a")).isEqualTo(LifecycleState.CRASH_LOOP);

        Future<AgentOutcome> start = stage.start("a");
        stage.ready("a");

        assertThat(start.result().result()).isEqualTo(Result.RUNNING);
        stage.fail("a");
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
}
