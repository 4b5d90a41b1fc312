package dev.baton.bench;

import dev.baton.cluster.BareNode;
import dev.baton.command.Command;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.ClusterNode;
import dev.baton.testing.ClusterNodes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Steps in the lives of agents per second, eight agents at a time, on a node whose every step another one hears of; beside writes
 * to a map of Hazelcast with one backup, eight in flight.
 */
final class ClusterLives implements Scenario {
    private static final Rounds ROUNDS = new Rounds(1, 5);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final int WRITES = 20_000;
    private static final List<String> STEPS = List.of("AGENT_STARTED", "AGENT_READY", "AGENT_TERMINATED");
    private static final String LIVES = """
            orchestrator: {maxWorkers: 8}
            agents:
              life:
                class: dev.baton.bench.NoOpAgent
                replicas: 400
                restart: {policy: always, initialDelay: 1ms, maxDelay: 1ms, maxRestarts: 10000, window: 1s}
            """;

    private final String number;

    ClusterLives(String number) {
        this.number = number;
    }

    @Override
    public Row run() throws Exception {
        Rounds.Result result = ROUNDS.compare(ClusterLives::baton, ClusterLives::bare);
        return new Row(number, "steps of agents' lives in a cluster", "per s", result, Budget.atLeast(0.5));
    }

    private static double baton() throws IOException {
        Path folder = Files.createTempDirectory("baton-bench");
        try (ClusterNodes nodes = ClusterNodes.onLoopback(folder, ClusterStart.QUIET, "n1", "n2")) {
            nodes.form(LONGEST, "n2");
            Path lives = Files.writeString(folder.resolve("lives.yaml"), LIVES);
            ClusterNode n1 = nodes.start("n1", lives.toString());
            nodes.awaitAll(LONGEST, () -> {
                if (steps(n1) < 10_000
                        || !nodes.node("n2").nodes().getOrDefault("n1", "").equals("up")) {
                    throw new AssertionError("n1 is not at work yet");
                }
            });
            long before = steps(n1);
            long began = System.nanoTime();
            LockSupport.parkNanos(LENGTH.toNanos());
            long counted = steps(n1) - before;
            double rate = counted * 1e9 / (System.nanoTime() - began);
            if (!nodes.node("n2").nodes().get("n1").equals("up")) {
                throw new IllegalStateException("n2 has lost sight of n1");
            }
            return rate;
        } finally {
            HttpStart.delete(folder);
        }
    }

    private static long steps(ClusterNode node) {
        JsonObject byType = node.ask(new Command.HistoryStats(node.name()))
                .getJsonObject("statistics")
                .getJsonObject("by_type");
        return STEPS.stream().mapToLong(step -> byType.getLong(step, 0L)).sum();
    }

    private static double bare() {
        List<BatonProcess> nodes = ClusterStart.bareNodes(2, List.of(), String.valueOf(WRITES));
        try {
            BatonProcess first = nodes.get(0);
            Waiting.until("the rate", () -> rate(first).isPresent());
            return Double.parseDouble(rate(first).orElseThrow());
        } finally {
            nodes.forEach(BatonProcess::close);
        }
    }

    private static Optional<String> rate(BatonProcess node) {
        return node.out().stream()
                .filter(line -> line.startsWith(BareNode.RATE))
                .map(line -> line.substring(BareNode.RATE.length()))
                .findFirst();
    }
}
