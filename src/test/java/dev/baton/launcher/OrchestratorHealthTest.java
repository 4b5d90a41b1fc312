package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.PeriodicAgent;
import dev.baton.agent.RestartPolicy;
import dev.baton.agent.Supervision;
import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.settings.RecordMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What probes are told of a Baton that runs. */
class OrchestratorHealthTest {
    private final AtomicReference<String> trouble = new AtomicReference<>("");
    private final Orchestrator baton = Orchestrator.create()
            .withSettings(RecordMapper.map(new JsonObject().put("runMode", "DAEMON"), OrchestratorSettings.class))
            .registerAgent(AgentSpec.of("collector", "test", Collector::new)
                    .withConfig(new JsonObject().put("executionInterval", "1ms")));
    private final OrchestratorHealth health = new OrchestratorHealth(baton::verticleIfStarted);

    /** Says how it is at each cycle. */
    private final class Collector extends PeriodicAgent {
        @Override
        protected void runner() {
            String present = trouble.get();
            if (present.isEmpty()) {
                context().healthy();
            } else {
                context().unhealthy(present);
            }
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.await(60, TimeUnit.SECONDS);
    }

    private void awaitReasons(String... reasons) {
        await().untilAsserted(() -> assertThat(get(health.notReady())).containsExactly(reasons));
    }

    @Test
    void isNotReadyBeforeItIsStartedAndWhileAnAgentSaysThatItIsNotWell() throws Exception {
        assertThat(get(health.notReady())).containsExactly("Baton is starting");
        get(baton.start());
        awaitReasons();

        trouble.set("the city's server does not answer");
        awaitReasons("'collector' says: the city's server does not answer");
        assertThat(get(baton.snapshot()).get(0).reason()).isEqualTo("the city's server does not answer");
        get(health.respond());
        trouble.set("");
        awaitReasons();

        get(baton.stop());
    }

    @Test
    void whatAnAgentSaysOfItsHealthIsTakenDownWhenItChanges() throws Exception {
        List<Event> told = new CopyOnWriteArrayList<>();
        baton.onEvent(event -> {
            if (EventNames.isOfHealth(event.name())) {
                told.add(event);
            }
        });
        get(baton.start());
        awaitReasons();

        trouble.set("too hot");
        await().until(() -> told.size() == 1);
        trouble.set("too cold");
        await().until(() -> told.size() == 2);
        trouble.set("");
        await().until(() -> told.size() == 3);
        get(baton.stop());

        assertThat(told)
                .extracting(Event::name)
                .containsExactly(EventNames.AGENT_UNHEALTHY, EventNames.AGENT_UNHEALTHY, EventNames.AGENT_HEALTHY);
        assertThat(told)
                .extracting(Event::severity)
                .containsExactly(EventSeverity.WARN, EventSeverity.WARN, EventSeverity.INFO);
        assertThat(told)
                .extracting(Event::data)
                .containsExactly(Map.of("reason", "too hot"), Map.of("reason", "too cold"), Map.of());
    }

    @Test
    void isNotReadyWhileAVitalAgentIsNot() throws Exception {
        baton.supervise(
                "collector",
                Supervision.DEFAULT.withRestart(RestartPolicy.NEVER).withVital(true));
        baton.gates("collector").setup().close();
        get(baton.start());

        awaitReasons("the vital agent 'collector' is STARTING");
        baton.gates("collector").setup().open();
        awaitReasons();
        assertThat(get(baton.agent("collector").pause()).result().isSuccess()).isTrue();
        awaitReasons();

        get(baton.stop());
    }

    @Test
    void doesNotRespondWhileItsEventLoopHangs() throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        Orchestrator hanging = Orchestrator.on(vertx)
                .withSettings(RecordMapper.map(new JsonObject().put("runMode", "DAEMON"), OrchestratorSettings.class));
        get(hanging.start());
        OrchestratorHealth itsHealth = new OrchestratorHealth(hanging::verticleIfStarted);
        // Nothing changes from now on.
        get(itsHealth.notReady());
        CountDownLatch hangs = new CountDownLatch(1);
        vertx.runOnContext(turn -> {
            try {
                hangs.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        Future<Void> response = itsHealth.respond();

        assertThat(response.isComplete()).isFalse();
        hangs.countDown();
        get(response);
        get(hanging.stop());
        get(vertx.close());
    }
}
