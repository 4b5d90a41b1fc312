package dev.baton.orchestrator;

import static dev.baton.orchestrator.PuppetStage.EXACT;
import static dev.baton.orchestrator.PuppetStage.agent;
import static dev.baton.orchestrator.PuppetStage.settings;
import static dev.baton.orchestrator.PuppetStage.supervised;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.RestartPolicy;
import dev.baton.agent.Supervision;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Agents whose failures concern others: members of groups, and those that are vital. */
class GroupTest {
    private final PuppetStage stage = new PuppetStage(settings(4, RunMode.DAEMON));

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

        stage.fail("b");
        assertThat(stage.told).containsExactly("stop c", "stop a");
        stage.end("a");
        assertThat(stage.snapshot("a").reason()).isEqualTo("waiting for its group 'g' to restart");
        stage.pass(1);
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

        stage.fail("b");
        stage.end("c");
        stage.pass(1);

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

        stage.fail("a");
        stage.end("b");
        stage.pass(1);

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STARTING);
        assertThat(stage.state("b")).isEqualTo(LifecycleState.TERMINATED);
    }

    @Test
    void restartsOfAGroupCountTogetherAndThenItGivesUp() {
        stage.begin(group(GroupStrategy.ONE_FOR_ONE, 2, OnGiveUp.STOP_GROUP), member("a"), member("b"), member("c"));
        stage.ready("a", "b", "c");
        stage.fail("a");
        stage.pass(1);
        stage.fail("b");
        stage.pass(1);

        stage.fail("a");

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

        stage.fail("a");
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

        stage.fail("a");
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
}
