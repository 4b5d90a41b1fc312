package dev.baton.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Supervision;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.process.Executable;
import dev.baton.process.ProcessSpec;
import dev.baton.runtime.Body;
import dev.baton.runtime.Gates;
import dev.baton.runtime.Mailbox;
import dev.baton.runtime.Signal;
import dev.baton.runtime.probe.Probes;
import dev.baton.runtime.tree.Trees;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lives of real programs, told by a loop in the orchestrator's place. */
class ProgramBodyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Says that it is there by a file, and then does as {@code it} is told. */
    private static final String TELLS = "touch \"$1\"; ";

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final List<Signal> signals = new CopyOnWriteArrayList<>();
    private final Gates gates = new Gates();
    private final Trees trees = new Trees();
    private final Probes probes = new Probes(loop, trees, System::nanoTime);
    private ProgramBodies bodies;
    private Path begun;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        bodies = new ProgramBodies(loop, trees, (agent, isError) -> new Nowhere(), probes, System::nanoTime);
        begun = folder.resolve("begun");
    }

    @AfterEach
    void close() throws Exception {
        probes.close();
        trees.end().toCompletableFuture().get(60, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void isReadyWhenItHasBeenAliveForASecondAndHasAPidMeanwhile() {
        Body body = start(TELLS + "exec sleep 60");

        awaitSignal(Signal.Ready.class);
        assertThat(ProcessHandle.of(body.pid())).isPresent();
        onLoop(body, Body::stop);
        Signal.Ended ended = awaitEnd();

        assertThat(ended.ending()).isEqualTo(Ending.SUCCESS);
        assertThat(ended.facts()).containsEntry("signal", "TERM").containsKey("pid");
        assertThat(body.pid()).isEqualTo(-1);
    }

    @Test
    void isReadyAtItsEndIfThatIsGoodAndComesBefore() {
        start("exit 0");

        assertThat(awaitEnd().ending()).isEqualTo(Ending.SUCCESS);
        assertThat(signals).hasExactlyElementsOfTypes(Signal.Ready.class, Signal.Ended.class);
    }

    @Test
    void neverGetsReadyIfItFailsBefore() {
        start("exit 3");

        assertThat(awaitEnd().ending()).isEqualTo(new Ending(TerminationStatus.ERROR, "it exited with code 3"));
        assertThat(awaitEnd().facts()).containsEntry("exit_code", 3);
        assertThat(awaitEnd().body().activity())
                .returns("program", Body.Activity::kind)
                .returns(1L, Body.Activity::cycles)
                .returns(1L, Body.Activity::failures)
                .satisfies(activity -> assertThat(activity.lastCycleNanos()).isPositive());
        assertThat(signals).hasExactlyElementsOfTypes(Signal.Ended.class);
    }

    @Test
    void saysWhyItCanNotBeBegun() {
        startProgram(List.of("no-such-program"));

        assertThat(awaitEnd().ending().reason())
                .startsWith("it can't be started: there is no program 'no-such-program' in its PATH");
        assertThat(awaitEnd().facts()).isEmpty();
    }

    @Test
    void endsWithoutHavingBegunIfItIsStoppedAtTheGate() {
        gates.setup().close();
        Body body = start(TELLS + "exec sleep 60");

        onLoop(body, Body::stop);

        assertThat(awaitEnd().ending()).isEqualTo(Ending.SUCCESS);
        assertThat(gates.setup().isOpen()).isFalse();
        gates.setup().open();
        onLoop(body, it -> {});
        assertThat(begun).doesNotExist();
        assertThat(signals).hasExactlyElementsOfTypes(Signal.Ended.class);
    }

    @Test
    void goesOnWhenTheGateOpens() {
        gates.setup().close();
        start("exit 0");
        assertThat(signals).isEmpty();

        gates.setup().open();

        awaitEnd();
        assertThat(signals).hasExactlyElementsOfTypes(Signal.PassedGate.class, Signal.Ready.class, Signal.Ended.class);
    }

    @Test
    void isStoppedWhileItIsBegun() {
        Body body = create(List.of("/bin/sh", "-c", "exec sleep 60"));

        onLoop(body, it -> {
            it.start();
            it.stop();
            it.stop();
        });

        assertThat(awaitEnd().ending()).isEqualTo(Ending.SUCCESS);
    }

    @Test
    void isKilledWithAllThatIsLeftOfIt() {
        Body body = start(
                "trap '' TERM; (trap '' TERM; while :; do sleep 1; done) & " + TELLS + "while :; do sleep 1; done");
        awaitBegun(body);
        ProcessHandle process = ProcessHandle.of(body.pid()).orElseThrow();

        onLoop(body, Body::stop);
        onLoop(body, Body::interrupt);
        Signal.StillThere left = awaitSignal(Signal.StillThere.class);
        assertThat(left.reason()).startsWith("waiting for its processes ").contains(process.pid() + " (sh)");
        onLoop(body, Body::kill);

        assertThat(awaitEnd().ending())
                .isEqualTo(new Ending(TerminationStatus.WARNING, "it did not stop when asked and was killed"));
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void standsStillWhileItIsPausedAndCanBeStoppedThen() {
        Body body = start("trap 'exit 0' TERM; " + TELLS + "while :; do sleep 0.1; done");
        awaitBegun(body);
        long pid = body.pid();

        assertThat(ask(body, Body::pause)).isTrue();
        awaitSignal(Signal.Paused.class);
        await().atMost(PATIENCE).until(() -> stateOf(pid) == 'T');
        onLoop(body, Body::resume);
        await().atMost(PATIENCE).until(() -> stateOf(pid) != 'T');
        ask(body, Body::pause);
        await().atMost(PATIENCE).until(() -> stateOf(pid) == 'T');
        onLoop(body, Body::stop);

        assertThat(awaitEnd().ending()).isEqualTo(Ending.SUCCESS);
        assertThat(awaitEnd().facts()).containsEntry("exit_code", 0);
    }

    @Test
    void leavesNobodyBehindWhenItEndsByItself() throws Exception {
        Path child = folder.resolve("child");
        start("sleep 60 & echo $! > '" + child + "'; exit 0");

        awaitEnd();

        long pid = Long.parseLong(Files.readString(child).strip());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private Body start(String line) {
        return startProgram(List.of("/bin/sh", "-c", line, "sh", begun.toString()));
    }

    private Body startProgram(List<String> command) {
        Body body = create(command);
        onLoop(body, Body::start);
        return body;
    }

    private Body create(List<String> command) {
        AgentSpec spec = AgentSpec.program("a", ProcessSpec.of(new Executable.Program(command)))
                .withSupervision(Supervision.DEFAULT);
        return bodies.create(spec, 1, gates, new Mailbox<>(loop, signals::add));
    }

    private void onLoop(Body body, Consumer<Body> what) {
        ask(body, it -> {
            what.accept(it);
            return true;
        });
    }

    private boolean ask(Body body, Function<Body, Boolean> what) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        loop.runOnContext(ignored -> done.complete(what.apply(body)));
        return done.join();
    }

    /** It may be at work before it is known here that it was begun. */
    private void awaitBegun(Body body) {
        await().atMost(PATIENCE).until(() -> Files.exists(begun) && body.pid() > 0);
    }

    private Signal.Ended awaitEnd() {
        return awaitSignal(Signal.Ended.class);
    }

    private <S extends Signal> S awaitSignal(Class<S> type) {
        await().atMost(PATIENCE).until(() -> signals.stream().anyMatch(type::isInstance));
        return signals.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static char stateOf(long pid) throws Exception {
        String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return line.charAt(line.lastIndexOf(')') + 2);
    }

    private static final class Nowhere implements Output {
        @Override
        public void accept(byte[] chunk, int offset, int length) {
            // Nobody reads it.
        }

        @Override
        public void end() {
            // Nothing was kept.
        }
    }
}
