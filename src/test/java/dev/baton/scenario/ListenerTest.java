package dev.baton.scenario;

import static dev.baton.scenario.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.AgentClass;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.PluginSpec;
import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.launcher.Orchestrator;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.orchestrator.Outcome;
import dev.baton.scenario.agents.Counted;
import dev.baton.scenario.agents.Plugins;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What listeners are told, and what they can't do to each other. */
class ListenerTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void keepsListenersApart() {
        CountDownLatch hang = new CountDownLatch(1);
        List<String> seen = new CopyOnWriteArrayList<>();
        Orchestrator baton = Orchestrator.on(vertx)
                .registerAgent("a", Counted.class)
                .onEvent(event -> {
                    throw new IllegalStateException("this listener always throws");
                })
                .onEvent(event -> {
                    try {
                        hang.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .onEvent(EventNames.AGENT_TERMINATED, event -> {
                    seen.add(event.name());
                    hang.countDown();
                });

        Outcome outcome = await(baton.start().compose(started -> baton.join()));

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(seen).containsExactly(EventNames.AGENT_TERMINATED);
    }

    @Test
    void tellsThePluginThatFailedByAnEventOfTheAgent() {
        List<Event> errors = new CopyOnWriteArrayList<>();
        Orchestrator baton = Orchestrator.on(vertx)
                .registerAgent(AgentSpec.of("a", AgentClass.of(Counted.class))
                        .withPlugin(PluginSpec.of("Broken", Plugins.Broken::new))
                        .withPlugin(PluginSpec.of("Untidy", Plugins.Untidy::new)))
                .supervise("a", Settings.NEVER_RESTARTED)
                .onEvent(EventNames.AGENT_ERROR, errors::add);

        Outcome outcome = await(baton.start().compose(started -> baton.join()));

        assertThat(errors)
                .extracting(event -> event.data().get("part"))
                .containsExactly("plugin Broken", "plugin Untidy");
        assertThat(errors).allMatch(event -> "a".equals(event.agent()));
        assertThat(outcome.endings().get("a").status()).isEqualTo(TerminationStatus.ERROR);
        assertThat(outcome.failed()).containsExactly("a");
    }
}
