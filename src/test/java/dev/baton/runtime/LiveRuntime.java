package dev.baton.runtime;

import static org.awaitility.Awaitility.await;

import dev.baton.agent.Agent;
import dev.baton.agent.AgentSpec;
import dev.baton.lifecycle.Ending;
import dev.baton.settings.ValidationPolicy;
import dev.baton.testing.NoProcesses;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A real runtime on a real Vert.x, whose signals the test collects in the orchestrator's place. */
final class LiveRuntime implements AutoCloseable {
    private static final int WORKERS = 8;

    final Vertx vertx = Vertx.vertx();
    final List<Signal> signals = new CopyOnWriteArrayList<>();
    private final Context loop = vertx.getOrCreateContext();
    private final AgentRuntime runtime;
    private final Mailbox<Signal> mailbox;

    LiveRuntime() {
        AtomicReference<@Nullable AgentRuntime> made = new AtomicReference<>();
        loop.runOnContext(ignored -> made.set(new AgentRuntime(
                "test",
                vertx,
                loop,
                InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")),
                new LoopNanos(),
                LiveRuntime.class.getClassLoader(),
                ValidationPolicy.DEFAULT,
                WORKERS,
                NoProcesses::on)));
        await().until(() -> made.get() != null);
        runtime = Objects.requireNonNull(made.get());
        mailbox = new Mailbox<>(loop, this::receive);
    }

    /** Starts an agent made by {@code factory}. */
    Body start(Supplier<? extends Agent> factory) {
        return start(AgentSpec.of("a", "test", factory), new Gates());
    }

    Body start(AgentSpec spec, Gates gates) {
        Body body = runtime.create(spec, 1, gates, mailbox);
        loop.runOnContext(ignored -> body.start());
        return body;
    }

    /** Waits until {@code body} has ended. */
    Ending ending(Body body) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> signals.stream().anyMatch(signal -> isEndOf(body, signal)));
        return signals.stream()
                .filter(signal -> isEndOf(body, signal))
                .map(signal -> ((Signal.Ended) signal).ending())
                .findFirst()
                .orElseThrow();
    }

    /** Waits until everything that stands in line on {@code body}'s context now is done. */
    void passContext(Body body) {
        CountDownLatch passed = new CountDownLatch(1);
        ((Stage) body).post(() -> ((Stage) body).post(passed::countDown));
        await().until(() -> passed.getCount() == 0);
    }

    void awaitReady(Body body) {
        await().until(() -> signals.contains(new Signal.Ready(body)));
    }

    /** The parts that failed, in order. */
    List<String> failedParts() {
        return signals.stream()
                .filter(Signal.Failed.class::isInstance)
                .map(signal -> ((Signal.Failed) signal).part())
                .toList();
    }

    /** The names of the events emitted, in order. */
    List<String> emitted() {
        return signals.stream()
                .filter(Signal.Emitted.class::isInstance)
                .map(signal -> ((Signal.Emitted) signal).event())
                .toList();
    }

    private void receive(Signal signal) {
        signals.add(signal);
        if (signal instanceof Signal.Emitted emitted && emitted.credits() != null) {
            emitted.credits().giveBack();
        }
    }

    private static boolean isEndOf(Body body, Signal signal) {
        return signal instanceof Signal.Ended ended && ended.body() == body;
    }

    @Override
    public void close() {
        runtime.close().await();
        vertx.close().await();
    }

    /** Counts calls: the tests that need a clock need no more than that it goes on. */
    private static final class LoopNanos implements LongSupplier {
        private final AtomicLong calls = new AtomicLong();

        @Override
        public long getAsLong() {
            return calls.addAndGet(10_000_000);
        }
    }
}
