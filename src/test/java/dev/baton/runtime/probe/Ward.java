package dev.baton.runtime.probe;

import static org.awaitility.Awaitility.await;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Supervision;
import dev.baton.process.Ceilings;
import dev.baton.process.Check;
import dev.baton.process.Executable;
import dev.baton.process.Probe;
import dev.baton.process.ProcessSignal;
import dev.baton.process.ProcessSpec;
import dev.baton.process.Surroundings;
import dev.baton.runtime.tree.Launch;
import dev.baton.runtime.tree.ProcessTree;
import dev.baton.runtime.tree.Trees;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Real probes on a real event loop. */
final class Ward implements AutoCloseable {
    static final Duration SHORT = Duration.ofMillis(20);
    private static final long SECONDS = 60;

    final Vertx vertx = Vertx.vertx();
    final Trees trees = new Trees();
    private final Context loop = vertx.getOrCreateContext();
    private final Probes probes = onLoop(() -> new Probes(vertx.getOrCreateContext(), trees, System::nanoTime));
    private final List<ProcessTree> begun = new ArrayList<>();

    /** Asked every 20 ms. */
    static Probe probe(Check check) {
        return probe(check, Duration.ofSeconds(20));
    }

    static Probe probe(Check check, Duration timeout) {
        return new Probe(check, Duration.ZERO, SHORT, timeout, 1, 3);
    }

    static ProcessSpec process(@Nullable Probe readiness, @Nullable Probe liveness) {
        return process(readiness, liveness, Ceilings.NONE);
    }

    static ProcessSpec process(@Nullable Probe readiness, @Nullable Probe liveness, Ceilings ceilings) {
        return new ProcessSpec(
                new Executable.Program(List.of("true")),
                Surroundings.DEFAULT,
                ProcessSignal.TERM,
                readiness,
                liveness,
                ceilings);
    }

    Patient admit(ProcessSpec process) {
        return admit(process, Supervision.DEFAULT);
    }

    Patient admit(ProcessSpec process, Supervision supervision) {
        return new Patient(AgentSpec.program("a", process).withSupervision(supervision));
    }

    /** Begins a program that is ended with this ward. */
    ProcessTree run(Map<String, String> env, String... command) {
        ProcessTree tree = trees.begin(new Launch(List.of(command), Surroundings.DEFAULT, env, "a"))
                .toCompletableFuture()
                .join();
        begun.add(tree);
        return tree;
    }

    private <T> T onLoop(Supplier<T> question) {
        Promise<T> answer = Promise.promise();
        loop.runOnContext(ignored -> answer.complete(question.get()));
        return get(answer.future());
    }

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("this failed or took too long", e);
        }
    }

    @Override
    public void close() {
        begun.forEach(tree -> tree.signal(ProcessSignal.KILL));
        begun.forEach(tree -> tree.gone().toCompletableFuture().join());
        onLoop(() -> {
            probes.close();
            return true;
        });
        // Commands of probes write to folders that go when a test is over.
        awaitEnd();
        get(vertx.close());
    }

    private void awaitEnd() {
        try {
            trees.end().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("what was begun has not ended", e);
        }
    }

    /** One start of an agent, and what is told of it. */
    final class Patient implements Patron {
        final List<String> told = new CopyOnWriteArrayList<>();
        final Probing probing;

        private Patient(AgentSpec spec) {
            probing = onLoop(() -> probes.of(spec, this));
        }

        Patient begin() {
            return begin(ProcessHandle.current().pid());
        }

        Patient begin(long pid) {
            return does(() -> probing.begin(pid));
        }

        Patient does(Runnable what) {
            onLoop(() -> {
                what.run();
                return true;
            });
            return this;
        }

        Map<String, String> environment() {
            return get(onLoop(probing::environment));
        }

        @Override
        public void ready() {
            told.add("ready");
        }

        @Override
        public void unresponsive(String reason) {
            told.add(reason);
        }

        @Override
        public void usedTooMuch(Excess excess) {
            told.add(excess.limit() + " " + excess.reason());
        }

        Patient awaitReady() {
            return awaitTold(1);
        }

        Patient awaitTold(int count) {
            await().atMost(Duration.ofSeconds(SECONDS))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> told.size() >= count);
            return this;
        }

        Patient awaitTrouble(String what) {
            await().atMost(Duration.ofSeconds(SECONDS))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> probing.trouble().contains(what));
            return this;
        }
    }
}
