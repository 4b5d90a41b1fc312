package dev.baton.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.baton.agent.PeriodicAgent;
import dev.baton.launcher.Orchestrator;
import dev.baton.orchestrator.RunMode;
import dev.baton.runtime.Gate;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What many agents that do nothing once a second take of the processor. On both sides they begin a hundredth at a time,
 * spread over a second, and work on the same kind of thread pool.
 */
final class PeriodicCpu implements Scenario {
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final Duration STEADY = Duration.ofSeconds(5);
    private static final double LEAST_KEPT = 0.5;
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
        LongAdder ready = new LongAdder();
        LongAdder cycles = new LongAdder();
        Orchestrator baton = Orchestrator.on(vertx).withSettings(Settings.of(agents, RunMode.DAEMON));
        List<Gate> gates = new ArrayList<>(agents);
        for (int i = 0; i < agents; i++) {
            baton.registerAgent("agent-" + i, () -> new Ticking(ready, cycles));
            Gate gate = baton.gates("agent-" + i).execute();
            gate.close();
            gates.add(gate);
        }
        baton.start().await();
        Waiting.until("everybody's set-up", () -> ready.sum() == agents);
        openOverASecond(gates);
        double cores = coresWhenSteady(cycles);
        baton.stop().await();
        vertx.close().await();
        return cores;
    }

    private static void openOverASecond(List<Gate> gates) {
        int portion = gates.size() / BareWheel.BUCKETS;
        for (int i = 0; i < gates.size(); i++) {
            if (i % portion == 0) {
                Waiting.lasting(BareWheel.TICK);
            }
            gates.get(i).open();
        }
    }

    private double coresOfBare() {
        Vertx vertx = Vertxes.batons();
        LongAdder cycles = new LongAdder();
        BareWheel wheel = new BareWheel();
        wheel.deploy(vertx, agents, cycles::increment);
        double cores = coresWhenSteady(cycles);
        wheel.stop(vertx);
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
        double kept = (double) (cycles.sum() - cyclesBefore) / agents / STEADY.toSeconds();
        if (kept < LEAST_KEPT) {
            throw new IllegalStateException(
                    "the agents kept only " + kept + " of their cycles: the machine is too busy");
        }
        // On a busy machine cycles come late, so there are fewer; who does less must not look cheaper.
        return cores / kept;
    }

    private static final class Ticking extends PeriodicAgent {
        private final LongAdder ready;
        private final LongAdder cycles;

        Ticking(LongAdder ready, LongAdder cycles) {
            this.ready = ready;
            this.cycles = cycles;
        }

        @Override
        protected void setup() {
            ready.increment();
        }

        @Override
        protected void runner() {
            cycles.increment();
        }
    }
}
