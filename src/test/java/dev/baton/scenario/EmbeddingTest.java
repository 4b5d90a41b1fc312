package dev.baton.scenario;

import static dev.baton.scenario.Waiting.await;
import static dev.baton.scenario.Waiting.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentClass;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.PluginSpec;
import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.launcher.Orchestrator;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.orchestrator.AgentHandle;
import dev.baton.orchestrator.Outcome;
import dev.baton.scenario.agents.Counted;
import dev.baton.scenario.agents.Kinds;
import dev.baton.scenario.agents.Plugins;
import dev.baton.scenario.agents.Stops;
import dev.baton.settings.Finding;
import dev.baton.settings.InvalidSettings;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Baton inside somebody's application. */
class EmbeddingTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    /** Reports how many are set up at once, and holds its slot until it is let go. */
    static final class Held extends Agent {
        private final AtomicInteger now;
        private final AtomicInteger most;
        private final CountDownLatch release;

        Held(AtomicInteger now, AtomicInteger most, CountDownLatch release) {
            this.now = now;
            this.most = most;
            this.release = release;
        }

        @Override
        protected void setup() {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
        }

        @Override
        protected void execute() throws InterruptedException {
            release.await();
        }

        @Override
        protected void onClose() {
            now.decrementAndGet();
        }
    }

    @Test
    void fills50SlotsWith2000AgentsAndNoMoreAndCountsThemAll() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch release = new CountDownLatch(1);
        Promise<Void> over = Promise.promise();
        Orchestrator baton = Orchestrator.create()
                .withSettings(Settings.of(new JsonObject().put("maxWorkers", 50).put("runMode", "DAEMON")))
                .onEvent(EventNames.ALL_AGENTS_TERMINATED, event -> over.tryComplete());
        for (int i = 0; i < 2000; i++) {
            baton.registerAgent("a" + i, () -> new Held(now, most, release));
        }
        await(baton.start());
        org.awaitility.Awaitility.await().until(() -> now.get() == 50);

        assertThat(await(baton.snapshot()))
                .filteredOn(agent -> agent.state() == LifecycleState.QUEUED)
                .hasSize(1950)
                .allMatch(agent -> agent.reason().equals("no free worker slot"));
        release.countDown();
        await(over.future());
        assertThat(await(baton.history().statistics()).byType())
                .containsEntry(EventNames.AGENT_STARTED, 2000L)
                .containsEntry(EventNames.AGENT_TERMINATED, 2000L);
        Outcome outcome = await(baton.stop());

        assertThat(most).hasValue(50);
        assertThat(now).hasValue(0);
        assertThat(outcome.endings()).hasSize(2000);
        assertThat(outcome.failed()).isEmpty();
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
                        EventNames.AGENT_TERMINATED,
                        EventNames.ALL_AGENTS_TERMINATED);
        assertThat(vertx.deploymentIDs()).isEmpty();
    }

    @Test
    void answersAnEventAgentsCallers() {
        Orchestrator baton = Orchestrator.on(vertx)
                .withSettings(Settings.daemon())
                .registerAgent("clerk", Kinds.Clerk.class, new JsonObject().put("address", "orders"));
        await(baton.start());
        await(baton.agent("clerk").ready());
        org.awaitility.Awaitility.await()
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
                        "1 AGENT_TERMINATED",
                        "2 AGENT_STARTED",
                        "2 AGENT_READY",
                        "2 AGENT_TERMINATED");
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
                .onEvent(EventNames.AGENT_ERROR, errors::add);

        Outcome outcome = await(baton.start().compose(started -> baton.join()));

        assertThat(errors)
                .extracting(event -> event.data().get("part"))
                .containsExactly("plugin Broken", "plugin Untidy");
        assertThat(errors).allMatch(event -> "a".equals(event.agent()));
        assertThat(outcome.endings().get("a").status()).isEqualTo(TerminationStatus.ERROR);
        assertThat(outcome.failed()).containsExactly("a");
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
        Orchestrator baton =
                Orchestrator.on(vertx).withSettings(Settings.daemon()).registerAgent("a", FailsInSetup.class);
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
                .registerAgent("a", () -> starts.incrementAndGet() == 1 ? new Counted() : new FailsInSetup());
        await(baton.start());
        AgentHandle agent = baton.agent("a");
        await(agent.closed());
        await(agent.start());

        assertThat(awaitFailure(agent.ready())).hasMessageContaining("ended in ERROR");
        await(baton.stop());
    }
}
