package dev.baton.orchestrator;

import static dev.baton.orchestrator.PuppetStage.EXACT;
import static dev.baton.orchestrator.PuppetStage.settings;
import static dev.baton.orchestrator.PuppetStage.supervised;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.EventNames;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.runtime.Body;
import dev.baton.runtime.Signal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever gives no sign of life, does not answer, takes too long to start or uses too much. */
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
    void whoDoesNotAnswerIsStoppedAndComesBack() {
        stage.begin(supervised("a", EXACT));
        stage.ready("a");

        stage.orchestration.receive(new Signal.Unresponsive(stage.body("a"), "liveness tcp 127.0.0.1:1 failed once"));

        assertThat(stage.state("a")).isEqualTo(LifecycleState.STOPPING);
        assertThat(stage.told).contains("stop a");
        assertThat(stage.eventsOf("a")).endsWith(EventNames.AGENT_TIMEOUT, EventNames.AGENT_STOPPING);
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
        assertThat(stage.events.get(stage.events.size() - 2)).satisfies(event -> {
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
        stage.pass(1);
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
