package dev.baton.orchestrator;

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

/** What random walks have found out about groups. */
class GroupRestartTest {
    private static final Supervision MEMBER = Supervision.DEFAULT.withGroup("g");
    private static final Map<String, GroupSettings> ALL =
            Map.of("g", new GroupSettings(GroupStrategy.ONE_FOR_ALL, 5, Duration.ofSeconds(60), OnGiveUp.STOP_GROUP));

    private final PuppetStage stage = new PuppetStage(settings(2, RunMode.DAEMON));

    @Test
    void whoWaitsForItsGroupIsNotStartedByADependency() {
        stage.begin(
                ALL,
                supervised("failing", MEMBER),
                supervised("first", Supervision.DEFAULT),
                supervised("dependency", Supervision.DEFAULT),
                supervised("held", MEMBER, "dependency"));

        stage.end("failing", TerminationStatus.ERROR);
        stage.ready("dependency");

        assertThat(stage.snapshot("held").reason()).isEqualTo("waiting for its group 'g' to restart");
        stage.end("first");
        stage.time.pass(Duration.ofSeconds(2));
        assertThat(stage.state("failing")).isEqualTo(LifecycleState.STARTING);
        assertThat(stage.state("held")).isEqualTo(LifecycleState.QUEUED);
    }

    @Test
    void stoppingEverythingWhileAGroupWaitsStartsNobody() {
        stage.begin(
                ALL, supervised("failing", MEMBER), PuppetStage.agent("broken"), supervised("held", MEMBER, "broken"));
        stage.end("failing", TerminationStatus.ERROR);
        stage.end("broken", TerminationStatus.ERROR);

        assertThat(stage.orchestration.stopAll("test").succeeded()).isTrue();

        assertThat(stage.state("held")).isEqualTo(LifecycleState.TERMINATED);
        assertThat(stage.eventsOf("held")).containsOnlyOnce("AGENT_TERMINATED");
    }

    @Test
    void whoWaitsForItsGroupIsFreeWhenTheOneThatFailedLeavesIt() {
        AgentSpec other = supervised("other", MEMBER);
        stage.begin(ALL, supervised("failing", MEMBER), other);
        stage.end("failing", TerminationStatus.ERROR);
        stage.end("other");
        assertThat(stage.state("other")).isEqualTo(LifecycleState.WAITING);

        Fleet fleet = new Fleet(List.of(supervised("failing", Supervision.DEFAULT), other), ALL);
        stage.orchestration.reload(
                stage.orchestration.planReload(fleet, settings(2, RunMode.DAEMON), spec -> false), fleet, Map.of());

        assertThat(stage.state("other")).isEqualTo(LifecycleState.STARTING);
    }
}
