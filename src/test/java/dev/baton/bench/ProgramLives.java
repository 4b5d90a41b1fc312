package dev.baton.bench;

import dev.baton.agent.AgentSpec;
import dev.baton.launcher.Orchestrator;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.orchestrator.Outcome;
import dev.baton.orchestrator.RunMode;
import dev.baton.process.Executable;
import dev.baton.process.ProcessSpec;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** Runs of {@code true}, from the first to the end of the last; the bare side is the JDK's. */
final class ProgramLives implements Scenario {
    private static final String PROGRAM = "true";
    private static final Rounds ROUNDS = new Rounds(1, 5);

    private final String number;
    private final int programs;
    private final int atOnce;

    ProgramLives(String number, int programs, int atOnce) {
        this.number = number;
        this.programs = programs;
        this.atOnce = atOnce;
    }

    @Override
    public Row run() throws Exception {
        Vertx batons = Vertxes.batons();
        try {
            Rounds.Result result =
                    ROUNDS.compare(() -> programs * 1e9 / nanosOfBaton(batons), () -> programs * 1e9 / bareNanos());
            String name = "%,d runs of `true`, %d at a time".formatted(programs, atOnce);
            return new Row(number, name, "programs/s", result, Budget.atLeast(0.8));
        } finally {
            batons.close().await();
        }
    }

    private double nanosOfBaton(Vertx vertx) {
        OrchestratorSettings settings = Settings.of(atOnce, RunMode.STOP_ON_EMPTY);
        Orchestrator baton = Orchestrator.on(vertx).withSettings(settings);
        ProcessSpec process = ProcessSpec.of(new Executable.Program(List.of(PROGRAM)));
        for (int i = 0; i < programs; i++) {
            baton.registerAgent(AgentSpec.program("agent-" + i, process));
        }
        long began = System.nanoTime();
        baton.start().await();
        Outcome outcome = baton.join().await();
        long nanos = System.nanoTime() - began;
        if (!outcome.isSuccess() || outcome.endings().size() != programs) {
            throw new IllegalStateException("not all programs ran well: failed " + outcome.failed());
        }
        return nanos;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private double bareNanos() throws InterruptedException {
        Semaphore slots = new Semaphore(atOnce);
        CountDownLatch ended = new CountDownLatch(programs);
        long began = System.nanoTime();
        for (int i = 0; i < programs; i++) {
            slots.acquire();
            try {
                Process process = new ProcessBuilder(PROGRAM).start();
                process.onExit().thenAccept(exit -> {
                    slots.release();
                    ended.countDown();
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        ended.await();
        return System.nanoTime() - began;
    }
}
