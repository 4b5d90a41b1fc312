package dev.baton.orchestrator;

import static dev.baton.orchestrator.PuppetStage.EXACT;
import static dev.baton.orchestrator.PuppetStage.agent;
import static dev.baton.orchestrator.PuppetStage.settings;
import static dev.baton.orchestrator.PuppetStage.supervised;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.OnDependencyFailure;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import org.junit.jupiter.api.Test;

/** What it means for those who depend on it that an agent goes down. */
class DependencyDownTest {
    private final PuppetStage stage = new PuppetStage(settings(4, RunMode.DAEMON));

    @Test
    void whoWaitsForAFailedDependencyWaitsUntilItIsUpAgain() {
        stage.begin(supervised("db", EXACT), agent("api", "db"));
        stage.fail("db");
        assertThat(stage.state("api")).isEqualTo(LifecycleState.WAITING);

        stage.pass(1);
        stage.ready("db");

        assertThat(stage.state("api")).isEqualTo(LifecycleState.STARTING);
    }

    @Test
    void aDependencyThatIsGivenUpEndsThoseWhoWaitForIt() {
        stage.begin(supervised("db", EXACT), agent("api", "db"), agent("web", "api"));
        for (int pause : new int[] {1, 2, 4, 8, 16}) {
            stage.fail("db");
            stage.pass(pause);
        }
        stage.fail("db");

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

        stage.fail("db");
        assertThat(stage.told).containsExactly("stop restarts", "stop stops");
        stage.end("restarts");
        stage.end("stops");

        assertThat(stage.state("keeps")).isEqualTo(LifecycleState.RUNNING);
        assertThat(stage.snapshot("restarts").reason()).isEqualTo("waiting for db to be ready");
        assertThat(stage.state("stops")).isEqualTo(LifecycleState.TERMINATED);
        assertThat(stage.snapshot("stops").reason()).isEqualTo("its dependency 'db' went down");
        stage.pass(1);
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
}
