package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentClass;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.PluginClass;
import dev.baton.agent.PluginSpec;
import dev.baton.agent.PoolAgent;
import dev.baton.agent.RestartPolicy;
import dev.baton.agent.Supervision;
import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.orchestrator.AgentSnapshot;
import dev.baton.orchestrator.Outcome;
import dev.baton.process.Executable;
import dev.baton.process.ProcessSpec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Java agent does the same in a thread and in a JVM of its own. */
class IsolationTest {
    private final Vertx vertx = Vertx.vertx();

    @BeforeEach
    void beQuiet() {
        LazyForeground.begin();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    /** What happened to the agent {@code a}, without what can't be the same twice. */
    private record Told(String name, Map<String, Object> data) {}

    private static AgentSpec spec(Class<? extends Agent> type) {
        return AgentSpec.of("a", AgentClass.of(type))
                .withConfig(new JsonObject().put("city", "Rome"))
                .withSupervision(Supervision.DEFAULT.withRestart(RestartPolicy.NEVER));
    }

    private static AgentSpec inProcess(AgentSpec spec) {
        return spec.withProcess(ProcessSpec.of(Executable.Jvm.DEFAULT));
    }

    private Orchestrator baton(AgentSpec spec) {
        return Orchestrator.on(vertx)
                .withSettings(new JsonObject().put("checkInterval", "100ms").put("agentStopTimeout", "6s"))
                .registerAgent(spec);
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<Told> run(AgentSpec spec, Consumer<Orchestrator> meanwhile) {
        List<Told> told = new CopyOnWriteArrayList<>();
        Orchestrator baton = baton(spec).onEvent(event -> {
            if ("a".equals(event.agent())) {
                told.add(new Told(event.name(), comparable(event)));
            }
        });
        if (meanwhile instanceof BeforeTheStart early) {
            early.prepare(baton);
        }
        get(baton.start());
        meanwhile.accept(baton);
        get(baton.join());
        return told;
    }

    /** Something is to be done before the start, too. */
    private interface BeforeTheStart extends Consumer<Orchestrator> {
        void prepare(Orchestrator baton);
    }

    private static Map<String, Object> comparable(Event event) {
        Map<String, Object> data = new LinkedHashMap<>(event.data());
        data.keySet().removeAll(List.of("pid", "uptime", "duration", "last_cycle_ms"));
        return data;
    }

    private List<Told> inBoth(AgentSpec spec, Consumer<Orchestrator> meanwhile) {
        List<Told> inThread = run(spec, meanwhile);
        assertThat(run(inProcess(spec), meanwhile)).isEqualTo(inThread);
        return inThread;
    }

    private List<Told> inBoth(AgentSpec spec) {
        return inBoth(spec, baton -> {});
    }

    private static List<String> names(List<Told> told) {
        return told.stream().map(Told::name).toList();
    }

    private static String status(List<Told> told) {
        return String.valueOf(told.get(told.size() - 1).data().get("status"));
    }

    @Test
    void emitsTheSameValues() {
        List<Told> told = inBoth(spec(Isolated.Talker.class));

        assertThat(names(told)).contains("TALKED", EventNames.AGENT_PROGRESS, "KNOWN");
        assertThat(status(told)).isEqualTo("SUCCESS");
    }

    @ParameterizedTest
    @ValueSource(classes = {Isolated.Loop.class, Isolated.Tick.class, Isolated.Cron.class})
    void worksInCycles(Class<? extends Agent> type) {
        JsonObject config = type == Isolated.Loop.class
                ? new JsonObject().put("limit", 3)
                : type == Isolated.Tick.class
                        ? new JsonObject().put("limit", 3).put("executionInterval", "20ms")
                        : new JsonObject().put("limit", 1).put("cron", "* * * * * *");

        List<Told> told = inBoth(spec(type).withConfig(config));

        assertThat(names(told)).containsAnyOf("CYCLE", "CALL");
        assertThat(status(told)).isEqualTo("SUCCESS");
    }

    @Test
    void isTheListenerOfAnAddressOfTheEventBus() {
        AgentSpec spec = spec(Isolated.Clerk.class)
                .withConfig(new JsonObject().put("address", "orders").put("limit", 3));

        List<Told> told = inBoth(spec, baton -> {
            get(baton.agent("a").ready());
            vertx.eventBus().publish("orders", 5);
            DeliveryOptions headers = new DeliveryOptions().addHeader("h", "x");
            assertThat(get(vertx.eventBus().<JsonObject>request("orders", "milk", headers))
                            .body()
                            .getString("thanks"))
                    .isEqualTo("milk");
            assertThat(vertx.eventBus().request("orders", "fail").toCompletionStage())
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withMessageContaining("as asked");
        });

        assertThat(names(told)).containsSubsequence("TOLD", "TOLD", "TOLD", EventNames.AGENT_TERMINATED);
    }

    @Test
    void speaksOnTheEventBus() {
        List<Object> news = new CopyOnWriteArrayList<>();
        vertx.eventBus().consumer("news", message -> news.add(message.body()));
        vertx.eventBus().consumer("orders", message -> {
            if ("fail".equals(message.body())) {
                message.fail(42, "no");
            } else {
                message.reply("got " + message.body());
            }
        });

        List<Told> told = inBoth(spec(Isolated.Customer.class));

        assertThat(names(told)).containsSubsequence("ANSWERED", "REFUSED", "REFUSED", EventNames.AGENT_TERMINATED);
        assertThat(news).hasSize(2).containsOnly(new JsonObject().put("from", "a"));
    }

    @Test
    void runsPools() {
        JsonObject members = new JsonObject()
                .put(
                        "loop",
                        new JsonObject()
                                .put("class", Isolated.Loop.class.getName())
                                .put("config", new JsonObject().put("limit", 2)));

        List<Told> told = inBoth(spec(PoolAgent.class).withConfig(new JsonObject().put("agents", members)));

        assertThat(told).contains(new Told("CYCLE", Map.of("number", 2, "member", "loop")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "initialize", "setup", "execute", "error", "onClose", "finish"})
    void failsInTheSameWay(String where) {
        List<Told> told = inBoth(spec(Isolated.Failing.class).withConfig(new JsonObject().put("where", where)));

        assertThat(names(told)).contains(EventNames.AGENT_ERROR);
        assertThat(status(told)).isNotEqualTo("SUCCESS");
    }

    @Test
    void hasThePluginsOfItsSpecification() {
        PluginSpec plugin = PluginSpec.of(PluginClass.of(Isolated.Given.class), new JsonObject().put("x", 1));

        List<Told> told = inBoth(spec(Isolated.Plugged.class).withPlugin(plugin));

        assertThat(told).contains(new Told("PLUGIN", Map.of("seen", "a {\"x\":1}")));
    }

    @Test
    void waitsAtItsGates() {
        List<Told> told = inBoth(spec(Isolated.Failing.class), new BeforeTheStart() {
            @Override
            public void prepare(Orchestrator baton) {
                baton.gates("a").setup().close();
                baton.gates("a").execute().close();
            }

            @Override
            public void accept(Orchestrator baton) {
                get(baton.agent("a").started());
                Future<Void> ready = baton.agent("a").ready();
                baton.gates("a").setup().open();
                get(ready);
                assertThat(baton.agent("a").closed().isComplete()).isFalse();
                baton.gates("a").execute().open();
            }
        });

        assertThat(status(told)).isEqualTo("SUCCESS");
    }

    @Test
    void pausesAndGoesOn() {
        AgentSpec spec = spec(Isolated.Tick.class).withConfig(new JsonObject().put("executionInterval", "50ms"));
        for (AgentSpec each : List.of(spec, inProcess(spec))) {
            List<Told> told = run(each, baton -> {
                get(baton.agent("a").ready());
                get(baton.agent("a").pause());
                long cycles = cycles(baton);
                await().during(Duration.ofMillis(700)).until(() -> cycles(baton) >= cycles);
                get(baton.agent("a").resume());
                await().until(() -> cycles(baton) > cycles);
                get(baton.stop());
            });
            assertThat(names(told)).contains(EventNames.AGENT_PAUSED, EventNames.AGENT_RESUMED);
            assertThat(status(told)).isEqualTo("SUCCESS");
        }
    }

    private static long cycles(Orchestrator baton) {
        return Objects.requireNonNull(get(baton.snapshot()).get(0).activity()).cycles();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stopsWhenAskedOrInterrupted(boolean isDeaf) {
        AgentSpec spec = spec(Isolated.Waiting.class).withConfig(new JsonObject().put("deaf", isDeaf));

        List<Told> told = inBoth(spec, baton -> {
            get(baton.agent("a").ready());
            // The snapshot shows it before it is told.
            await().until(() -> get(baton.history().statistics()).byType().containsKey(EventNames.AGENT_UNHEALTHY));
            get(baton.stop());
        });

        assertThat(told).contains(new Told(EventNames.AGENT_UNHEALTHY, Map.of("reason", "it only waits")));
        assertThat(names(told)).containsSubsequence("ASKED", "WAITED", EventNames.AGENT_TERMINATED);
        assertThat(status(told)).isEqualTo(isDeaf ? "WARNING" : "SUCCESS");
    }

    @Test
    void hasAProcessOfItsOwn() {
        Orchestrator baton = baton(inProcess(spec(Isolated.Waiting.class)));
        get(baton.start());
        get(baton.agent("a").ready());

        AgentSnapshot snapshot = get(baton.snapshot()).get(0);

        ProcessHandle process = ProcessHandle.of(snapshot.pid()).orElseThrow();
        assertThat(process.pid()).isNotEqualTo(ProcessHandle.current().pid());
        Outcome outcome = get(baton.stop());
        assertThat(outcome.isSuccess()).isTrue();
        assertThat(process.isAlive()).isFalse();
    }
}
