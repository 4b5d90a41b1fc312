package dev.baton.orchestrator;

import static dev.baton.orchestrator.PuppetStage.EXACT;
import static dev.baton.orchestrator.PuppetStage.settings;
import static dev.baton.orchestrator.PuppetStage.supervised;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.EventNames;
import dev.baton.lifecycle.LifecycleState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever gives no sign of life, or takes too long to start. */
class HangTest {
    private final PuppetStage stage = new PuppetStage(settings(4, RunMode.DAEMON));

    @Test
    void whoGivesNoSignOfLifeIsStoppedAndComesBack() {
        stage.begin(supervised("a", EXACT.withLiveness(Duration.ofSeconds(30))));
        stage.ready("a");
        stage.lastSigns.put("a", stage.time.nanoTime());
        stage.pass(29);
        stage.orchestration.check();
        assertThat(stage.state("a")).isEqualTo(LifecycleState.RUNNING);
        stage.lastSigns.put("a", stage.time.nanoTime());
        stage.pass(29);
        stage.orchestration.check();
        assertThat(stage.state("a")).isEqualTo(LifecycleState.RUNNING);

        stage.pass(1);
        stage.orchestration.check();

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STOPPING);
        assertThat(stage.eventsOf("a")).endsWith(EventNames.AGENT_TIMEOUT, EventNames.AGENT_STOPPING);
        stage.end("a");
        assertThat(stage.state("a")).isEqualTo(LifecycleState.BACKOFF);
        assertThat(stage.snapshot("a").reason()).isEqualTo("retry in 1s, 1 of 5: it gave no sign of life for 30s");
    }

    @Test
    void whoHasNothingToDoIsAlive() {
        stage.begin(supervised("a", EXACT.withLiveness(Duration.ofSeconds(30))));
        stage.ready("a");

        for (int i = 0; i < 10; i++) {
            stage.pass(30);
            stage.orchestration.check();
        }

        assertThat(stage.state("a")).isEqualTo(LifecycleState.RUNNING);
    }

    @Test
    void anAgentsOwnStartTimeoutCounts() {
        stage.begin(supervised("a", EXACT.withStartTimeout(Duration.ofSeconds(5))), supervised("b", EXACT));

        stage.pass(5);
        stage.orchestration.check();

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STOPPING);
        assertThat(stage.state("b")).isEqualTo(LifecycleState.STARTING);
    }

    @Test
    void aStuckAgentThatEndsAfterAllIsRestartedByPolicy() {
        stage.begin(supervised("a", EXACT.withLiveness(Duration.ofSeconds(30))));
        stage.ready("a");
        stage.lastSigns.put("a", 0L);
        stage.pass(30);
        stage.orchestration.check();
        stage.pass(10);
        assertThat(stage.state("a")).isEqualTo(LifecycleState.STUCK);

        stage.end("a");

        assertThat(stage.state("a")).isEqualTo(LifecycleState.BACKOFF);
    }
}
