package dev.baton.scenario;

import static dev.baton.scenario.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.baton.agent.AgentClass;
import dev.baton.agent.AgentSpec;
import dev.baton.agent.Restart;
import dev.baton.agent.RestartPolicy;
import dev.baton.agent.Supervision;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.launcher.Orchestrator;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.lifecycle.Verb;
import dev.baton.orchestrator.AgentSnapshot;
import dev.baton.process.Ceilings;
import dev.baton.process.Check;
import dev.baton.process.Executable;
import dev.baton.process.Probe;
import dev.baton.process.ProcessSignal;
import dev.baton.process.ProcessSpec;
import dev.baton.process.Surroundings;
import dev.baton.scenario.agents.Stops;
import dev.baton.settings.ByteSize;
import dev.baton.testing.Programs;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs are found to be ready, alive and within their limits, and what follows if they aren't. */
@Tag("long")
class HealthTest {
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final String SLEEPS = "sleep 1000";

    private final Vertx vertx = Vertx.vertx();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private @Nullable Orchestrator baton;

    @AfterEach
    void close() {
        if (baton != null) {
            await(baton.stop());
        }
        await(vertx.close());
    }

    private static Probe probe(Check check) {
        return new Probe(check, Duration.ZERO, OFTEN, Duration.ofSeconds(20), 1, 3);
    }

    private Check.Exec shell(String script) {
        return new Check.Exec(List.of("/bin/sh", "-c", script.replace("DIR", folder.toString())));
    }

    private AgentSpec program(String script, @Nullable Probe readiness, @Nullable Probe liveness, Ceilings ceilings) {
        return AgentSpec.program(
                "a",
                new ProcessSpec(
                        new Executable.Program(List.of("/bin/sh", "-c", script.replace("DIR", folder.toString()))),
                        Surroundings.DEFAULT,
                        ProcessSignal.TERM,
                        readiness,
                        liveness,
                        ceilings));
    }

    private static Supervision restarted() {
        Restart defaults = Restart.DEFAULT;
        return Supervision.DEFAULT.withRestart(new Restart(
                RestartPolicy.ON_FAILURE,
                OFTEN,
                1,
                OFTEN,
                0,
                100,
                defaults.window(),
                defaults.resetAfter(),
                defaults.successExitCodes()));
    }

    private Orchestrator start(AgentSpec agent) {
        Orchestrator started = Orchestrator.on(vertx)
                .withSettings(Settings.daemon())
                .registerAgent(agent)
                .onEvent(events::add);
        baton = started;
        await(started.start());
        return started;
    }

    private AgentSnapshot agent() {
        return await(Objects.requireNonNull(baton).snapshot()).get(0);
    }

    private Event awaitEvent(String name) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> events.stream().anyMatch(event -> event.name().equals(name)));
        return events.stream()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isReadyWhenItsLogSaysSo() {
        start(program(
                "echo starting; echo is listening on 8080 >&2; " + SLEEPS,
                probe(new Check.Log(Pattern.compile("listening on [0-9]+"))),
                null,
                Ceilings.NONE));

        awaitEvent(EventNames.AGENT_READY);
    }

    @Test
    void saysWhyItIsNotReadyAndIsEndedWhenThatTakesTooLong() {
        start(program(SLEEPS, probe(shell("echo the disk is missing; exit 1")), null, Ceilings.NONE)
                .withSupervision(Settings.NEVER_RESTARTED.withStartTimeout(Duration.ofSeconds(10))));
        String why = "readiness exec /bin/sh: exit code 1: the disk is missing";
        Awaitility.await().until(() -> agent().reason().equals(why));
        assertThat(agent().state()).isEqualTo(LifecycleState.STARTING);

        Event late = awaitEvent(EventNames.AGENT_TIMEOUT);

        assertThat(late.data()).containsEntry("reason", "it was not ready within 10s: " + why);
        awaitEvent(EventNames.AGENT_TERMINATED);
        assertThat(agent().ending())
                .isEqualTo(new Ending(TerminationStatus.ERROR, "it was not ready within 10s: " + why));
    }

    @Test
    void isRestartedWhenItDoesNotAnswerAnyMore() throws Exception {
        Files.createFile(folder.resolve("well"));
        start(program(SLEEPS, probe(shell("true")), probe(shell("test -e DIR/well")), Ceilings.NONE)
                .withSupervision(restarted()));
        awaitEvent(EventNames.AGENT_READY);

        Files.delete(folder.resolve("well"));
        String reason = "liveness exec /bin/sh failed 3 times: exit code 1";
        assertThat(awaitEvent(EventNames.AGENT_TIMEOUT).data()).containsEntry("reason", reason);
        assertThat(awaitEvent(EventNames.AGENT_BACKOFF).data()).containsEntry("error", reason);

        Files.createFile(folder.resolve("well"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> agent().state() == LifecycleState.RUNNING && agent().restarts() > 0);
    }

    @Test
    void isEndedWhenItsTreeUsesTooMuchMemory() {
        start(program(
                        "(x=$(head -c 60000000 /dev/zero | tr '\\0' x); sleep 1000; echo $x) & wait",
                        null,
                        null,
                        new Ceilings(ByteSize.parse("32MB"), null, Ceilings.NONE.cpuWindow()))
                .withSupervision(Settings.NEVER_RESTARTED));

        Event excess = awaitEvent(EventNames.AGENT_ERROR);

        assertThat(excess.data())
                .containsEntry("part", "maxMemory")
                .containsEntry("limit_bytes", 32L * 1024 * 1024)
                .containsKeys("error", "used_bytes", "processes");
        awaitEvent(EventNames.AGENT_TERMINATED);
        assertThat(agent().ending()).satisfies(ending -> {
            assertThat(ending.status()).isEqualTo(TerminationStatus.ERROR);
            assertThat(ending.reason()).matches("maxMemory: used \\d+MB of 32MB");
        });
    }

    @Test
    void aJavaAgentInItsOwnJvmIsHeldToTheSame() throws Exception {
        AgentClass type = AgentClass.load(Stops.Polite.class.getName(), HealthTest.class.getClassLoader());
        ProcessSpec process = new ProcessSpec(
                Executable.Jvm.DEFAULT,
                Surroundings.DEFAULT,
                ProcessSignal.TERM,
                null,
                probe(shell("test ! -e DIR/ill")),
                new Ceilings(ByteSize.parse("8GB"), null, Ceilings.NONE.cpuWindow()));
        Orchestrator started =
                start(AgentSpec.of("a", type).withProcess(process).withSupervision(Settings.NEVER_RESTARTED));
        awaitEvent(EventNames.AGENT_READY);
        Answer.Usage usage = await(started.commands().execute(new Command.Stats(), Caller.SIGNAL));
        assertThat(usage.agents()).singleElement().satisfies(row -> {
            assertThat(row.pid()).isEqualTo(agent().pid());
            assertThat(row.memoryMb()).isGreaterThan(10);
            assertThat(row.cycles()).isNotNull();
        });

        Files.createFile(folder.resolve("ill"));

        assertThat(awaitEvent(EventNames.AGENT_TIMEOUT).data())
                .containsEntry("reason", "liveness exec /bin/sh failed 3 times: exit code 1");
        awaitEvent(EventNames.AGENT_TERMINATED);
    }

    @Test
    void isEndedWhenItSendsNoSignsOfLife() {
        assumeThat(Programs.isThere("systemd-notify", "--version")).isTrue();
        start(program(
                        "systemd-notify --ready --status=serving; " + SLEEPS,
                        probe(new Check.Notify()),
                        null,
                        Ceilings.NONE)
                .withSupervision(Settings.NEVER_RESTARTED.withLiveness(Duration.ofSeconds(8))));
        awaitEvent(EventNames.AGENT_READY);
        Awaitility.await().until(() -> agent().reason().equals("serving"));

        assertThat(awaitEvent(EventNames.AGENT_TIMEOUT).data())
                .containsEntry("reason", "it gave no sign of life for 8s");
    }

    @Test
    void isNotAskedWhileItIsPaused() throws Exception {
        Files.createFile(folder.resolve("well"));
        Orchestrator started = start(program(
                        SLEEPS,
                        probe(shell("true")),
                        probe(shell("echo >> DIR/asked; test -e DIR/well")),
                        Ceilings.NONE)
                .withSupervision(restarted()));
        awaitEvent(EventNames.AGENT_READY);
        await(started.commands().execute(new Command.Steer(Verb.PAUSE, List.of("a"), true), Caller.SIGNAL));
        Files.delete(folder.resolve("well"));
        long begun = System.nanoTime();
        Awaitility.await()
                .until(() -> System.nanoTime() - begun > Duration.ofSeconds(1).toNanos());
        assertThat(agent().state()).isEqualTo(LifecycleState.PAUSED);

        await(started.commands().execute(new Command.Steer(Verb.RESUME, List.of("a"), true), Caller.SIGNAL));

        awaitEvent(EventNames.AGENT_TIMEOUT);
    }

    @Test
    void statsTellWhatItsTreeUses() {
        Orchestrator started = start(program("sleep 1000 & sleep 1001 & wait", null, null, Ceilings.NONE));
        awaitEvent(EventNames.AGENT_READY);

        // It is taken for ready after a second, which is no word of its own.
        Awaitility.await().untilAsserted(() -> {
            Answer.Usage usage = await(started.commands().execute(new Command.Stats(), Caller.SIGNAL));

            assertThat(usage.agents()).singleElement().satisfies(row -> {
                assertThat(row.pid()).isEqualTo(agent().pid());
                assertThat(row.processes()).isEqualTo(3);
                assertThat(row.threads()).isEqualTo(3);
                assertThat(row.memoryMb()).isPositive();
                assertThat(row.memoryPercent()).isPositive();
                assertThat(row.openFiles()).isPositive();
                assertThat(row.readBytes()).isNotNull();
                assertThat(row.cycles()).isNull();
            });
            assertThat(usage.orchestrator().openFiles()).isPositive();
            assertThat(usage.orchestrator().processes()).isEqualTo(1);
        });
    }
}
