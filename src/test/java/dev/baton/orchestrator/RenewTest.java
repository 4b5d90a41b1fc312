package dev.baton.orchestrator;

import static dev.baton.orchestrator.PuppetStage.agent;
import static dev.baton.orchestrator.PuppetStage.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.Supervision;
import dev.baton.lifecycle.LifecycleState;
import org.junit.jupiter.api.Test;

/** Restarts for a cause, such as changed files, rather than for an operator. */
class RenewTest {
    private static final String CAUSE = "a.py changed";

    private final PuppetStage stage = new PuppetStage(settings(2, RunMode.DAEMON));

    @Test
    void whoRunsIsRestartedAndTellsTheCause() {
        stage.begin(agent("a"));
        stage.ready("a");

        assertThat(stage.orchestration.renew("a", CAUSE)).isTrue();

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STOPPING);
        assertThat(stage.snapshot("a").reason()).isEqualTo(CAUSE);
        stage.end("a");
        assertThat(stage.state("a")).isEqualTo(LifecycleState.STARTING);
        assertThat(stage.snapshot("a").incarnation()).isEqualTo(2);
        assertThat(stage.events).anyMatch(event -> CAUSE.equals(event.data().get("reason")));
    }

    @Test
    void whoIsStoppingAnywayIsLeftAlone() {
        stage.begin(agent("a"));
        stage.ready("a");
        stage.orchestration.renew("a", CAUSE);

        assertThat(stage.orchestration.renew("a", "b.py changed")).isFalse();

        stage.end("a");
        assertThat(stage.snapshot("a").incarnation()).isEqualTo(2);
    }

    @Test
    void whoWasStoppedByAnOperatorStaysDown() {
        stage.begin(agent("a"));
        stage.ready("a");
        stage.stop("a");
        assertThat(stage.orchestration.renew("a", CAUSE)).isFalse();
        stage.end("a");

        assertThat(stage.orchestration.renew("a", CAUSE)).isFalse();

        assertThat(stage.state("a")).isEqualTo(LifecycleState.TERMINATED);
    }

    @Test
    void whoHasEndedOrWaitsForItsNextTryIsStarted() {
        stage.begin(agent("ended"), PuppetStage.supervised("failed", Supervision.DEFAULT));
        stage.ready("ended", "failed");
        stage.end("ended");
        stage.fail("failed");
        assertThat(stage.state("failed")).isEqualTo(LifecycleState.BACKOFF);

        assertThat(stage.orchestration.renew("ended", CAUSE)).isTrue();
        assertThat(stage.orchestration.renew("failed", CAUSE)).isTrue();

        assertThat(stage.state("ended")).isEqualTo(LifecycleState.STARTING);
        assertThat(stage.state("failed")).isEqualTo(LifecycleState.STARTING);
    }

    @Test
    void nothingHappensToWhoIsNotThereOrWhenAllIsStopped() {
        stage.begin(agent("a"));
        stage.ready("a");

        assertThat(stage.orchestration.renew("gone", CAUSE)).isFalse();

        stage.orchestration.stopAll("enough");
        assertThat(stage.orchestration.renew("a", CAUSE)).isFalse();
    }
}
