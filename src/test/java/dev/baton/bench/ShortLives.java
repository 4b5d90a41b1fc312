package dev.baton.bench;

import dev.baton.agent.Agent;
import dev.baton.launcher.Orchestrator;
import dev.baton.orchestrator.OrchestratorSettings;
import dev.baton.orchestrator.Outcome;
import dev.baton.orchestrator.RunMode;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.LongAdder;

/** Agents that do nothing, from the start of the first to the end of the last. */
final class ShortLives implements Scenario {
    private static final int LIVES_PER_MEASUREMENT = 20_000;
    private static final Rounds ROUNDS = new Rounds(6, 9);

    private final String number;
    private final int agents;
    private final int atOnce;
    private final LongAdder executed = new LongAdder();

    ShortLives(String number, int agents, int atOnce) {
        this.number = number;
        this.agents = agents;
        this.atOnce = atOnce;
    }

    @Override
    public Row run() throws Exception {
        Vertx batons = Vertxes.batons();
        Vertx stock = Vertxes.stock();
        try {
            Rounds.Result result = ROUNDS.compare(
                    () -> rate(() -> nanosOfBaton(batons)),
                    () -> rate(() -> new BareLives(stock, agents, atOnce).nanos()));
            String name = "%,d no-op agents, %d at a time".formatted(agents, atOnce);
            return new Row(number, name, "agents/s", result, Budget.atLeast(0.7));
        } finally {
            batons.close().await();
            stock.close().await();
        }
    }

    /** Lives per second over as many runs as make a steady figure. */
    private double rate(Side nanosOfRun) throws Exception {
        int runs = LIVES_PER_MEASUREMENT / agents;
        double nanos = 0;
        for (int run = 0; run < runs; run++) {
            nanos += nanosOfRun.measure();
        }
        return runs * agents * 1e9 / nanos;
    }

    private double nanosOfBaton(Vertx vertx) {
        OrchestratorSettings settings = Settings.of(atOnce, RunMode.STOP_ON_EMPTY);
        executed.reset();
        Orchestrator baton = Orchestrator.on(vertx).withSettings(settings);
        for (int i = 0; i < agents; i++) {
            baton.registerAgent("agent-" + i, NoOp::new);
        }
        long began = System.nanoTime();
        baton.start().await();
        Outcome outcome = baton.join().await();
        long nanos = System.nanoTime() - began;
        if (!vertx.deploymentIDs().isEmpty()) {
            throw new IllegalStateException(vertx.deploymentIDs().size() + " verticles are still deployed");
        }
        if (!outcome.isSuccess() || outcome.endings().size() != agents || executed.sum() != agents) {
            throw new IllegalStateException(
                    "not all agents ran well: " + executed + " executed, failed " + outcome.failed());
        }
        return nanos;
    }

    private final class NoOp extends Agent {
        @Override
        protected void execute() {
            executed.increment();
        }
    }
}
