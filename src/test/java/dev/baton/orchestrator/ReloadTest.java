package dev.baton.orchestrator;

import static dev.baton.orchestrator.PuppetStage.agent;
import static dev.baton.orchestrator.PuppetStage.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Supervision;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.orchestrator.ReloadPlan.Action;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadTest {
    private static final OrchestratorSettings SETTINGS = settings(4, RunMode.DAEMON);

    private final PuppetStage stage = new PuppetStage(SETTINGS);

    private static AgentSpec configured(String name, String city) {
        return agent(name).withConfig(new JsonObject().put("city", city));
    }

    @Test
    void doesOnlyWhatHasChanged() {
        stage.begin(agent("same"), configured("other", "Rome"), agent("old"));
        stage.ready("same", "other", "old");
        stage.told.clear();

        ReloadPlan plan = stage.reload(SETTINGS, agent("same"), configured("other", "Oslo"), agent("new"));

        assertThat(plan.steps())
                .extracting(ReloadPlan.Step::action, ReloadPlan.Step::agent, ReloadPlan.Step::reason)
                .containsExactly(
                        tuple(Action.REMOVE, "old", "it is no longer in the config"),
                        tuple(Action.RESTART, "other", "changed: config"),
                        tuple(Action.ADD, "new", "it is new"));
        assertThat(stage.told).containsExactly("stop old", "stop other", "start new");
        stage.end("old");
        stage.end("other");
        assertThat(stage.snapshot("same").incarnation()).isEqualTo(1);
        assertThat(stage.snapshot("other").incarnation()).isEqualTo(2);
        assertThat(stage.snapshot("other").spec().config().getString("city")).isEqualTo("Oslo");
        assertThat(stage.orchestration.survey().snapshot(List.of()))
                .extracting(each -> each.spec().name())
                .containsExactly("same", "other", "new");
    }

    @Test
    void whatIsOnlyLookedAtFromOutsideChangesWithoutARestart() {
        stage.begin(agent("a"), agent("b"));
        stage.ready("a", "b");

        ReloadPlan plan = stage.reload(
                SETTINGS, agent("a").withSupervision(Supervision.DEFAULT.withVital(true)), agent("b", "a"));

        assertThat(plan.steps()).extracting(ReloadPlan.Step::action).containsExactly(Action.UPDATE, Action.UPDATE);
        assertThat(stage.told).containsExactly("start a", "start b");
        assertThat(stage.snapshot("a").spec().supervision().vital()).isTrue();
        assertThat(stage.orchestration.survey().dependents("a")).containsExactly("b");
    }

    @Test
    void nothingChangedIsNothingDone() {
        stage.begin(agent("a"));
        int before = stage.events.size();

        assertThat(stage.reload(SETTINGS, agent("a")).isEmpty()).isTrue();
        assertThat(stage.events).hasSize(before);
    }

    @Test
    void whoWasStoppedByAnOperatorStaysSoWithOtherTerms() {
        stage.begin(configured("a", "Rome"));
        stage.ready("a");
        stage.stop("a");
        stage.end("a");

        stage.reload(SETTINGS, configured("a", "Oslo"));

        assertThat(stage.state("a")).isEqualTo(LifecycleState.TERMINATED);
        stage.start("a");
        assertThat(stage.snapshot("a").spec().config().getString("city")).isEqualTo("Oslo");
    }

    @Test
    void whoHadGivenUpTriesAgainUnderOtherTerms() {
        stage.begin(configured("a", "Rome"));
        stage.end("a", TerminationStatus.ERROR);

        stage.reload(SETTINGS, configured("a", "Oslo"));

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STARTING);
    }

    @Test
    void aDependencyThatIsGoneIsNotWaitedForAnyMore() {
        stage.begin(agent("db"), agent("api", "db"));
        assertThat(stage.state("api")).isEqualTo(LifecycleState.WAITING);

        stage.reload(SETTINGS, agent("api"));

        assertThat(stage.state("api")).isEqualTo(LifecycleState.STARTING);
    }

    @Test
    void anAgentThatComesBackWhileItIsBeingRemovedStartsAnew() {
        stage.begin(agent("a"));
        stage.ready("a");
        stage.reload(SETTINGS);
        assertThat(stage.state("a")).isEqualTo(LifecycleState.STOPPING);

        stage.reload(SETTINGS, agent("a"));
        stage.end("a");

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STARTING);
    }

    @Test
    void moreWorkersStartMoreAndOtherSettingsWaitForARestart() {
        PuppetStage one = new PuppetStage(settings(1, RunMode.DAEMON));
        one.begin(agent("a"), agent("b"));
        OrchestratorSettings wanted = settings(2, RunMode.DAEMON);

        ReloadPlan plan = one.reload(wanted, agent("a"), agent("b"));

        assertThat(plan.needsRestart()).isEmpty();
        assertThat(one.told).containsExactly("start a", "start b");
        assertThat(one.orchestration
                        .planReload(Fleet.of(List.of()), OrchestratorSettings.DEFAULT, spec -> false)
                        .needsRestart())
                .containsExactly("orchestrator.name");
    }

    @Test
    void changedClassesRestartTheAgentsThatAreMadeOfThem() {
        stage.begin(agent("a"), agent("b"));

        ReloadPlan plan = stage.orchestration.planReload(
                Fleet.of(List.of(agent("a"), agent("b"))),
                SETTINGS,
                spec -> spec.name().equals("b"));

        assertThat(plan.steps())
                .extracting(ReloadPlan.Step::agent, ReloadPlan.Step::reason)
                .containsExactly(tuple("b", "changed: its classes"));
    }

    @Test
    void isRefusedWhileAllIsStopped() {
        stage.begin(agent("a"));
        stage.orchestration.stopAll("test");

        assertThatThrownBy(() -> stage.reload(SETTINGS, agent("a"))).isInstanceOf(ShuttingDownException.class);
    }
}
