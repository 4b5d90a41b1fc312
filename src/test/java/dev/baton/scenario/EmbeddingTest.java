package dev.baton.scenario;

import static dev.baton.scenario.Waiting.await;
import static dev.baton.scenario.Waiting.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.event.EventNames;
import dev.baton.launcher.Orchestrator;
import dev.baton.lifecycle.Ending;
import dev.baton.orchestrator.Outcome;
import dev.baton.scenario.agents.Counted;
import dev.baton.scenario.agents.Kinds;
import dev.baton.scenario.agents.Stops;
import dev.baton.settings.Finding;
import dev.baton.settings.InvalidSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Baton inside somebody's application. */
class EmbeddingTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void completesJoinWithAVertxOfItsOwn() {
        Orchestrator baton = Orchestrator.create().registerAgent("a", Counted.class);

        Outcome outcome = await(baton.start().compose(started -> baton.join()));

        assertThat(outcome.isSuccess()).isTrue();
        assertThat(outcome.endings()).containsOnlyKeys("a");
    }

    @Test
    void failsToStartWhatCantBeMetWithAVertxOfItsOwn() {
        Orchestrator baton = Orchestrator.create()
                .registerAgent("a", Counted.class)
                .registerAgent("b", Counted.class)
                .addDependency("a", "b")
                .addDependency("b", "a");

        assertThat(baton.validateDependencies())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("a -> b -> a");
        assertThat(awaitFailure(baton.start()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("a -> b -> a");
    }

    @Test
    void leavesSomebodysVertxOpen() {
        Orchestrator baton = Orchestrator.on(vertx).registerAgent("a", Counted.class);
        await(baton.start().compose(started -> baton.join()));

        assertThat(await(vertx.executeBlocking(() -> "open"))).isEqualTo("open");
        assertThat(vertx.deploymentIDs()).isEmpty();
    }

    @Test
    void startsAndStopsWithTheVerticleItIs() {
        List<String> events = new CopyOnWriteArrayList<>();
        Orchestrator baton = Orchestrator.on(vertx)
                .withSettings(Settings.daemon())
                .registerAgent("a", Stops.Polite.class)
                .onEvent(event -> events.add(event.name()));

        String deployment = await(vertx.deployVerticle(baton));
        await(baton.agent("a").ready());
        await(vertx.undeploy(deployment));

        assertThat(await(baton.join()).endings()).containsEntry("a", Ending.SUCCESS);
        assertThat(events)
                .containsExactly(
                        EventNames.AGENT_REGISTERED,
                        EventNames.ORCHESTRATOR_STARTED,
                        EventNames.AGENT_STARTED,
                        EventNames.AGENT_READY,
                        EventNames.SHUTDOWN,
                        EventNames.AGENT_STOPPING,
                        EventNames.AGENT_TERMINATED,
                        EventNames.ALL_AGENTS_TERMINATED);
        assertThat(vertx.deploymentIDs()).isEmpty();
    }

    @Test
    void stopsAnAgentAtWorkWhenItsVerticleIsUndeployed() {
        Orchestrator baton = Orchestrator.on(vertx).registerAgent("a", Stops.Busy.class);
        String deployment = await(vertx.deployVerticle(baton));
        await(baton.agent("a").ready());

        await(vertx.undeploy(deployment));

        assertThat(await(baton.join()).endings()).containsEntry("a", Ending.SUCCESS);
    }

    @Test
    void stopsAnAgentAtWorkWhenSomebodysVertxIsClosed() {
        Vertx closed = Vertx.vertx();
        Orchestrator baton = Orchestrator.on(closed).registerAgent("a", Stops.Busy.class);
        // Closed before it has noted a verticle as deployed, Vert.x notes it afterwards, for ever. It may do so on the
        // agent's own thread, which is to be free until then.
        baton.gates("a").execute().close();
        await(closed.deployVerticle(baton));
        await(baton.agent("a").ready());
        Awaitility.await().until(() -> closed.deploymentIDs().size() == 2);
        baton.gates("a").execute().open();

        await(closed.close());

        assertThat(closed.deploymentIDs()).isEmpty();
    }

    @Test
    void holdsUpAFirstStartAtItsGate() {
        Orchestrator baton = Orchestrator.on(vertx).registerAgent("a", Counted.class);
        baton.gates("a").setup().close();
        await(baton.start());
        await(baton.agent("a").started());
        Future<Void> ready = baton.agent("a").ready();
        assertThat(ready.isComplete()).isFalse();

        baton.gates("a").setup().open();

        await(ready);
        assertThat(await(baton.join()).isSuccess()).isTrue();
    }

    @Test
    void answersAnEventAgentsCallers() {
        Orchestrator baton = Orchestrator.on(vertx)
                .withSettings(Settings.daemon())
                .registerAgent("clerk", Kinds.Clerk.class, new JsonObject().put("address", "orders"));
        await(baton.start());
        await(baton.agent("clerk").ready());
        Awaitility.await()
                .until(() -> vertx.eventBus()
                        .request("orders", "bread")
                        .map(true)
                        .otherwise(false)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get());

        assertThat(await(vertx.eventBus().<Integer>request("orders", "milk")).body())
                .isEqualTo(2);
        await(baton.stop());
    }
}
