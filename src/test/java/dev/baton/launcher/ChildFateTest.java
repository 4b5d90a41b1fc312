package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.baton.agent.Agent;
import dev.baton.agent.AgentClass;
import dev.baton.agent.AgentLogger;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.PluginSpec;
import dev.baton.agent.RestartPolicy;
import dev.baton.agent.Supervision;
import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.process.Executable;
import dev.baton.process.ProcessSpec;
import dev.baton.settings.ByteSize;
import dev.baton.testing.Programs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** What may become of an agent's JVM, and what Baton makes of it. */
class ChildFateTest {
    private static final long MANY = 20_000;

    private final Vertx vertx = Vertx.vertx();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void beQuiet() {
        LazyForeground.begin();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private static AgentSpec doomed(String end) {
        return spec(Isolated.Doomed.class, Executable.Jvm.DEFAULT).withConfig(new JsonObject().put("end", end));
    }

    private static AgentSpec spec(Class<? extends Agent> type, Executable.Jvm jvm) {
        return AgentSpec.of("a", AgentClass.of(type))
                .withSupervision(Supervision.DEFAULT.withRestart(RestartPolicy.NEVER))
                .withProcess(ProcessSpec.of(jvm));
    }

    private Orchestrator start(AgentSpec spec) {
        Orchestrator baton = Orchestrator.on(vertx)
                .withSettings(new JsonObject().put("checkInterval", "100ms").put("agentStopTimeout", "4s"))
                .registerAgent(spec)
                .onEvent(events::add);
        get(baton.start());
        return baton;
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static long pid(Orchestrator baton) {
        return get(baton.snapshot()).get(0).pid();
    }

    private static Ending ending(Orchestrator baton) {
        return Objects.requireNonNull(get(baton.join()).endings().get("a"));
    }

    private void assertToldAsError(String reason) {
        assertThat(events)
                .filteredOn(event -> event.name().equals(EventNames.AGENT_ERROR))
                .singleElement()
                .satisfies(event -> assertThat(event.data())
                        .containsEntry("part", "process")
                        .containsEntry("error", reason));
    }

    @Test
    void failsWhenTheAgentExits() {
        Ending ending = ending(start(doomed("exit")));

        assertThat(ending).isEqualTo(new Ending(TerminationStatus.ERROR, "its JVM exited with code 7"));
        assertToldAsError(ending.reason());
    }

    @Test
    void failsWhenItIsKilled() {
        Orchestrator baton = start(doomed("never"));
        get(baton.agent("a").ready());

        ProcessHandle.of(pid(baton)).orElseThrow().destroyForcibly();

        assertThat(ending(baton)).isEqualTo(new Ending(TerminationStatus.ERROR, "its JVM was ended by signal 9"));
    }

    @Test
    void failsWhenItsMemoryIsFull() {
        AgentSpec spec = spec(Isolated.Doomed.class, new Executable.Jvm(List.of(), ByteSize.parse("24MB")))
                .withConfig(new JsonObject().put("end", "memory"));

        assertThat(ending(start(spec)).reason())
                .isEqualTo(
                        "its JVM exited with code 3: Terminating due to java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void failsWithItsLastWordsWhenItNeverGotAnywhere() {
        Ending ending =
                ending(start(spec(Isolated.Doomed.class, new Executable.Jvm(List.of("-XX:NoSuchOption=1"), null))));

        assertThat(ending.status()).isEqualTo(TerminationStatus.ERROR);
        assertThat(ending.reason())
                .startsWith("its JVM exited with code 1 before it had reached Baton: ")
                .contains("NoSuchOption");
    }

    @Test
    void failsWhenItSaysWhatNobodyUnderstands() {
        AgentSpec spec = spec(
                        Isolated.Doomed.class,
                        new Executable.Jvm(List.of("--add-opens=java.base/java.io=ALL-UNNAMED"), null))
                .withConfig(new JsonObject().put("end", "garbage"));

        assertThat(ending(start(spec)).reason()).startsWith("its JVM said what could not be understood: ");
    }

    @Test
    void failsWhenItEmitsAnEventOfBatonsOwn() {
        Ending ending = ending(start(doomed("forgery")));

        assertThat(ending.status()).isEqualTo(TerminationStatus.ERROR);
        assertThat(ending.reason())
                .startsWith("its JVM emitted what no agent may: 'AGENT_TERMINATED' is an event of Baton's own");
        assertToldAsError(ending.reason());
        assertThat(events)
                .filteredOn(event -> event.name().equals(EventNames.AGENT_TERMINATED))
                .singleElement()
                .satisfies(event -> assertThat(event.data()).containsEntry("status", "ERROR"));
    }

    @Test
    void isLateWhenItHangsAtItsStart() {
        AgentSpec spec = doomed("hang");
        Orchestrator baton = start(spec.withSupervision(spec.supervision().withStartTimeout(Duration.ofSeconds(4))));

        assertThat(ending(baton).reason()).startsWith("it was not ready within 4s");
    }

    @Test
    void isKilledWhenItDoesNotStopInTime() {
        Orchestrator baton = start(doomed("never"));
        await().until(() -> events.stream().anyMatch(event -> event.name().equals("DOOMED")));
        ProcessHandle process = ProcessHandle.of(pid(baton)).orElseThrow();

        assertThat(get(baton.stop()).stuck()).isEmpty();

        assertThat(process.isAlive()).isFalse();
        assertThat(events).extracting(Event::name).contains(EventNames.AGENT_TIMEOUT);
    }

    @Test
    void isStoppedBeforeItHasBegun() {
        Orchestrator baton = start(doomed("never"));
        get(baton.agent("a").started());

        assertThat(get(baton.stop()).endings())
                .containsEntry("a", new Ending(TerminationStatus.WARNING, "it was stopped before it was ready"));
    }

    @Test
    void isFoundOutWhenItStandsStill() {
        AgentSpec spec = spec(Isolated.Waiting.class, Executable.Jvm.DEFAULT);
        Orchestrator baton = start(spec.withSupervision(spec.supervision().withLiveness(Duration.ofSeconds(3))));
        get(baton.agent("a").ready());

        Programs.signal("STOP", pid(baton));

        assertThat(ending(baton).reason()).startsWith("it gave no sign of life for 3s");
    }

    @Test
    void losesNothingThatItEmitsInAFlood() {
        Orchestrator baton = Orchestrator.on(vertx)
                .registerAgent(spec(Isolated.Flood.class, new Executable.Jvm(List.of(), ByteSize.parse("64MB")))
                        .withConfig(new JsonObject().put("many", MANY)))
                .withSettings(new JsonObject().put("runMode", "DAEMON").put("historyMaxEvents", 10));
        get(baton.start());
        get(baton.agent("a").closed());

        assertThat(get(baton.history().statistics()).byType()).containsEntry("DROP", MANY);
        get(baton.stop());
    }

    @Test
    void logsAsIfItWereAThread() {
        Logger logger = (Logger) LoggerFactory.getLogger("agent.a");
        Logger library = (Logger) LoggerFactory.getLogger("com.acme.Library");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        library.addAppender(lines);
        try {
            ending(start(spec(Isolated.Logger.class, Executable.Jvm.DEFAULT)));
        } finally {
            logger.detachAppender(lines);
            library.detachAppender(lines);
            logger.setLevel(null);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("done 1", "facts", "broken", "from a library");
        assertThat(lines.list.get(0).getMarkerList()).containsExactly(AgentLogger.SUCCESS);
        assertThat(lines.list.get(1).getKeyValuePairs())
                .containsExactly(new KeyValuePair("count", 3), new KeyValuePair("word", "w"));
        assertThat(lines.list.get(2).getLevel()).isEqualTo(Level.ERROR);
        assertThat(lines.list.get(2).getThrowableProxy().getClassName())
                .isEqualTo(IllegalStateException.class.getName());
        assertThat(lines.list.get(2).getThrowableProxy().getMessage()).isEqualTo("outer\nline");
        assertThat(lines.list.get(2).getThrowableProxy().getCause().getMessage())
                .isEqualTo("inner");
        assertThat(lines.list.get(2).getThrowableProxy().getSuppressed()).hasSize(1);
        assertThat(lines.list
                        .get(2)
                        .getThrowableProxy()
                        .getStackTraceElementProxyArray()[0]
                        .getStackTraceElement()
                        .getMethodName())
                .isEqualTo("execute");
    }

    @Test
    void refusesWhatIsMadeByCode() {
        AgentSpec byCode = AgentSpec.of("a", "mine", Isolated.Talker::new);
        AgentSpec withPlugin = AgentSpec.of("a", AgentClass.of(Isolated.Talker.class))
                .withPlugin(PluginSpec.of("p", () -> owner -> {}));

        for (AgentSpec each : List.of(byCode, withPlugin)) {
            assertThatThrownBy(() -> each.withProcess(ProcessSpec.of(Executable.Jvm.DEFAULT)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is made by code, which a JVM of its own can't call");
        }
    }
}
