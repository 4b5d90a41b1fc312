package dev.baton.orchestrator;

import static dev.baton.orchestrator.PuppetStage.agent;
import static dev.baton.orchestrator.PuppetStage.settings;
import static dev.baton.orchestrator.PuppetStage.supervised;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.RestartPolicy;
import dev.baton.agent.Supervision;
import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Agents that are processes are killed at the end of their time to stop, and say how they ended. */
class KillTest {
    private static final Ending KILLED =
            new Ending(TerminationStatus.WARNING, "it did not stop when asked and was killed");

    private final PuppetStage stage = new PuppetStage(settings(4, RunMode.DAEMON));

    @Test
    void whoDoesNotStopInTimeIsKilled() {
        stage.begin(agent("program"));
        stage.ready("program");

        stage.stop("program");
        stage.pass(9);
        assertThat(stage.told).containsExactly("start program", "stop program", "interrupt program");
        stage.pass(1);

        assertThat(stage.told).endsWith("kill program");
        assertThat(stage.state("program")).isEqualTo(LifecycleState.STOPPING);
        assertThat(stage.snapshot("program").reason()).isEqualTo("it did not stop within 10s and was killed");
        stage.end("program", KILLED, Map.of("exit_code", 137, "signal", "KILL"));
        assertThat(stage.state("program")).isEqualTo(LifecycleState.TERMINATED);
        assertThat(stage.eventsOf("program")).doesNotContain(EventNames.AGENT_STUCK);
        assertThat(last("program").data())
                .containsEntry("status", "WARNING")
                .containsEntry("exit_code", 137)
                .containsEntry("signal", "KILL");
        assertThat(stage.time.waiting()).isZero();
    }

    @Test
    void whoIsStillThereAfterItWasKilledIsStuckAndNamed() {
        stage.begin(agent("program"));
        stage.ready("program");

        stage.stop("program");
        stage.pass(10);
        stage.stillThere("program", "waiting for its process 7 (disk)", false);
        stage.pass(5);

        assertThat(stage.state("program")).isEqualTo(LifecycleState.STUCK);
        assertThat(stage.snapshot("program").reason())
                .isEqualTo("it did not stop within 10s, nor when killed: waiting for its process 7 (disk)");
        stage.end("program", KILLED, Map.of());
        assertThat(stage.state("program")).isEqualTo(LifecycleState.TERMINATED);
        assertThat(stage.status("program")).isEqualTo(TerminationStatus.CRITICAL);
        assertThat(stage.time.waiting()).isZero();
    }

    @Test
    void whoBlocksAShutdownIsNamedWhileItDoes() {
        stage.begin(agent("program"), agent("other"));
        stage.ready("program", "other");

        stage.orchestration.stopAll("SIGTERM");
        stage.end("other");
        stage.stillThere("program", "waiting for its process 7 (sleep)", false);
        assertThat(stage.snapshot("program").reason()).isEqualTo("waiting for its process 7 (sleep)");
        assertThat(stage.eventsOf("program")).doesNotContain(EventNames.AGENT_TIMEOUT);
        stage.stillThere("program", "waiting for its processes 7 (sleep), 8 (sh)", true);

        assertThat(stage.snapshot("program").reason()).isEqualTo("waiting for its processes 7 (sleep), 8 (sh)");
        assertThat(last("program").name()).isEqualTo(EventNames.AGENT_TIMEOUT);
        assertThat(last("program").severity()).isEqualTo(EventSeverity.WARN);
        assertThat(last("program").data())
                .containsEntry("reason", "it has not stopped yet: waiting for its processes 7 (sleep), 8 (sh)");
    }

    @Test
    void hasItsOwnTimeToStop() {
        stage.begin(supervised(
                "program",
                Supervision.DEFAULT.withRestart(RestartPolicy.NEVER).withStopTimeout(Duration.ofSeconds(2))));
        stage.ready("program");

        stage.stop("program");
        stage.pass(2);

        assertThat(stage.told).endsWith("kill program");
    }

    @Test
    void isStartedAgainAfterItWasKilledIfThatIsWanted() {
        stage.begin(agent("program"));
        stage.ready("program");

        stage.steer(dev.baton.lifecycle.Verb.RESTART, "program");
        stage.stop("program");
        stage.start("program");
        stage.pass(10);
        stage.end("program", KILLED, Map.of());

        assertThat(stage.state("program")).isEqualTo(LifecycleState.STARTING);
        assertThat(stage.snapshot("program").incarnation()).isEqualTo(2);
        assertThat(stage.snapshot("program").reason()).isEmpty();
    }

    @Test
    void tellsItsProcessWhenItIsReady() {
        stage.begin(agent("program"), agent("thread"));
        stage.ready("program", "thread");

        assertThat(last("program").data()).containsExactly(Map.entry("pid", 4_711L));
        assertThat(last("thread").data()).isEmpty();
    }

    @Test
    void whoSaysThatItIsStillThereWithoutHavingBeenAskedIsNotHeard() {
        stage.begin(agent("program"));
        stage.ready("program");

        stage.stillThere("program", "waiting for its process 7 (sleep)", true);

        assertThat(stage.snapshot("program").reason()).isEmpty();
        assertThat(last("program").name()).isEqualTo(EventNames.AGENT_READY);
    }

    private Event last(String agent) {
        return stage.events.stream()
                .filter(event -> agent.equals(event.agent()))
                .reduce((before, event) -> event)
                .orElseThrow();
    }
}
