package dev.baton.scenario;

import static dev.baton.scenario.Waiting.await;
import static dev.baton.scenario.Waiting.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.Agent;
import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.launcher.Orchestrator;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.orchestrator.AgentHandle;
import dev.baton.scenario.agents.Counted;
import dev.baton.scenario.agents.Stops;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One agent in the hands of those who embed Baton: its gates, its starts and what they wait for. */
class AgentHandleTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void holdsAnAgentAtItsGates() {
        List<String> events = new CopyOnWriteArrayList<>();
        Orchestrator baton = Orchestrator.on(vertx)
                .withSettings(Settings.daemon())
                .registerAgent("first", Counted.class)
                .registerAgent("gated", Counted.class)
                .addDependency("gated", "first")
                .onEvent(event -> {
                    if ("gated".equals(event.agent())) {
                        events.add(event.name());
                    }
                });
        await(baton.start());
        AgentHandle gated = baton.agent("gated");
        await(gated.closed());
        gated.gates().setup().close();
        gated.gates().execute().close();
        await(gated.start());

        assertThat(stateOf(baton, 1)).isEqualTo(LifecycleState.STARTING);
        gated.gates().setup().open();
        await(gated.ready());
        assertThat(stateOf(baton, 1)).isEqualTo(LifecycleState.RUNNING);
        gated.gates().execute().open();

        assertThat(await(gated.closed())).isEqualTo(Ending.SUCCESS);
        await(baton.stop());
        assertThat(events)
                .containsSubsequence(EventNames.AGENT_STARTED, EventNames.AGENT_READY, EventNames.AGENT_TERMINATED);
    }

    private static LifecycleState stateOf(Orchestrator baton, int index) {
        return await(baton.snapshot()).get(index).state();
    }

    @Test
    void givesEachStartAnIncarnationOfItsOwn() {
        List<Event> events = new CopyOnWriteArrayList<>();
        Orchestrator baton = Orchestrator.on(vertx)
                .withSettings(Settings.daemon())
                .registerAgent("a", Stops.Polite.class)
                .onEvent(event -> {
                    if ("a".equals(event.agent())) {
                        events.add(event);
                    }
                });
        await(baton.start());
        AgentHandle agent = baton.agent("a");
        await(agent.ready());
        await(agent.stop());
        await(agent.start());
        await(agent.ready());
        assertThat(await(baton.snapshot()).get(0).incarnation()).isEqualTo(2);
        await(baton.stop());

        assertThat(events.stream().map(event -> event.incarnation() + " " + event.name()))
                .containsExactly(
                        "0 AGENT_REGISTERED",
                        "1 AGENT_STARTED",
                        "1 AGENT_READY",
                        "1 AGENT_STOPPING",
                        "1 AGENT_TERMINATED",
                        "2 AGENT_STARTED",
                        "2 AGENT_READY",
                        "2 AGENT_STOPPING",
                        "2 AGENT_TERMINATED");
    }

    /** Fails before it is ready. */
    static final class FailsInSetup extends Agent {
        @Override
        protected void setup() {
            throw new IllegalStateException("no setup");
        }

        @Override
        protected void execute() {}
    }

    @Test
    void tellsWhoAsksLateThatAnAgentEndedWithoutGettingReady() {
        Orchestrator baton = Orchestrator.on(vertx)
                .withSettings(Settings.daemon())
                .registerAgent("a", FailsInSetup.class)
                .supervise("a", Settings.NEVER_RESTARTED);
        await(baton.start());
        AgentHandle agent = baton.agent("a");

        assertThat(await(agent.closed()).status()).isEqualTo(TerminationStatus.ERROR);
        assertThat(awaitFailure(agent.ready())).hasMessageContaining("ended in ERROR");
        await(baton.stop());
    }

    @Test
    void doesNotCallAnEarlierStartsReadinessItsOwn() {
        AtomicInteger starts = new AtomicInteger();
        Orchestrator baton = Orchestrator.on(vertx)
                .withSettings(Settings.daemon())
                .registerAgent("a", () -> starts.incrementAndGet() == 1 ? new Counted() : new FailsInSetup())
                .supervise("a", Settings.NEVER_RESTARTED);
        await(baton.start());
        AgentHandle agent = baton.agent("a");
        await(agent.closed());
        await(agent.start());

        assertThat(awaitFailure(agent.ready())).hasMessageContaining("ended in ERROR");
        await(baton.stop());
    }
}
