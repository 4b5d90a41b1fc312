package dev.baton.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.baton.agent.PeriodicAgent;
import dev.baton.launcher.Orchestrator;
import dev.baton.orchestrator.RunMode;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What many agents that do nothing once a second take of the processor. */
final class PeriodicCpu implements Scenario {
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final Duration STEADY = Duration.ofSeconds(5);
    private static final Rounds ROUNDS = new Rounds(1, 5);

    private final String number;
    private final int agents;
    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    PeriodicCpu(String number, int agents) {
        this.number = number;
        this.agents = agents;
    }

    @Override
    public Row run() throws Exception {
        Rounds.Result result = ROUNDS.compare(this::coresOfBaton, this::coresOfBare);
        return new Row(
                number, "%,d periodic agents at 1 s, CPU".formatted(agents), "cores", result, Budget.atMost(1.5));
    }

    private double coresOfBaton() {
        Vertx vertx = Vertxes.batons();
        LongAdder cycles = new LongAdder();
        Orchestrator baton = Orchestrator.on(vertx).withSettings(Settings.of(agents, RunMode.DAEMON));
        for (int i = 0; i < agents; i++) {
            baton.registerAgent("agent-" + i, () -> new Ticking(cycles));
        }
        baton.start().await();
        double cores = coresWhenSteady(cycles);
        baton.stop().await();
        vertx.close().await();
        return cores;
    }

    private double coresOfBare() {
        Vertx vertx = Vertxes.stock();
        LongAdder cycles = new LongAdder();
        new BareWheel().deploy(vertx, agents, cycles::increment);
        double cores = coresWhenSteady(cycles);
        vertx.close().await();
        return cores;
    }

    private double coresWhenSteady(LongAdder cycles) {
        Waiting.until("a cycle of everybody", () -> cycles.sum() >= agents);
        Waiting.lasting(SETTLING);
        long cyclesBefore = cycles.sum();
        long cpuBefore = process.getProcessCpuTime();
        long began = System.nanoTime();
        Waiting.lasting(STEADY);
        double cores = (double) (process.getProcessCpuTime() - cpuBefore) / (System.nanoTime() - began);
        double perAgent = (double) (cycles.sum() - cyclesBefore) / agents;
        if (perAgent < STEADY.toSeconds() * 0.9) {
            throw new IllegalStateException("only " + perAgent + " cycles per agent in " + STEADY);
        }
        return cores;
    }

    private static final class Ticking extends PeriodicAgent {
        private final LongAdder cycles;

        Ticking(LongAdder cycles) {
            this.cycles = cycles;
        }

        @Override
        protected void runner() {
            cycles.increment();
        }
    }
}
