package dev.baton.orchestrator;

import static dev.baton.orchestrator.PuppetStage.agent;
import static dev.baton.orchestrator.PuppetStage.settings;
import static dev.baton.orchestrator.PuppetStage.supervised;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Supervision;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What random walks have found out about dependencies that come and go. */
class DependencyInMotionTest {
    private final PuppetStage stage = new PuppetStage(settings(4, RunMode.DAEMON));

    @Test
    void whoWaitsForOneDependencyWaitsAnewForAnotherThatGoesDownMeanwhile() {
        stage.begin(supervised("a", Supervision.DEFAULT), agent("b"), agent("c", "a", "b"));
        stage.ready("a");

        stage.end("a", TerminationStatus.ERROR);
        stage.ready("b");

        assertThat(stage.snapshot("c").reason()).isEqualTo("waiting for a to be ready");
        stage.time.pass(Duration.ofSeconds(2));
        stage.ready("a");
        assertThat(stage.state("c")).isEqualTo(LifecycleState.STARTING);
    }

    @Test
    void whoWaitsForOneDependencyIsSkippedWhenAnotherThatWasUpFails() {
        stage.begin(agent("a"), agent("b"), agent("c", "a", "b"));
        stage.ready("a");

        stage.end("a", TerminationStatus.ERROR);

        assertThat(stage.status("c")).isEqualTo(TerminationStatus.SKIPPED);
    }

    @Test
    void whoGetsADependencyWhileItIsQueuedWaitsForIt() {
        PuppetStage narrow = new PuppetStage(settings(1, RunMode.DAEMON));
        narrow.begin(agent("running"), agent("new"), agent("queued"));
        narrow.reload(settings(1, RunMode.DAEMON), agent("running"), agent("new"), agent("queued", "new"));
        narrow.stop("new");

        narrow.end("running");

        assertThat(narrow.state("queued")).isEqualTo(LifecycleState.WAITING);
    }

    @Test
    void aReloadThatEndsEverythingStartsNobody() {
        AgentSpec vital = supervised("vital", Supervision.DEFAULT.withVital(true), "other");
        stage.begin(agent("broken"), agent("other"), vital);
        stage.end("broken", TerminationStatus.ERROR);
        Fleet fleet = Fleet.of(List.of(
                agent("broken"),
                agent("other"),
                supervised("vital", Supervision.DEFAULT.withVital(true), "other", "broken"),
                agent("added")));

        stage.orchestration.reload(
                stage.orchestration.planReload(fleet, settings(4, RunMode.DAEMON), spec -> false), fleet, Map.of());

        assertThat(stage.status("vital")).isEqualTo(TerminationStatus.SKIPPED);
        assertThat(stage.told).doesNotContain("start added");
    }
}
