package dev.baton.bench;

import dev.baton.command.Command;
import dev.baton.testing.ClusterNode;
import dev.baton.testing.ClusterNodes;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Five nodes with 10,000 agents and 500 events of their lives a second: how old what one knows of the others is, or what
 * {@code ps} takes beside a single node with as many agents.
 */
final class ClusterView implements Scenario {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String[] NAMES = {"n1", "n2", "n3", "n4", "n5"};
    private static final int AGENTS = 10_000;
    private static final int LEAST_EVENTS = 400;
    private static final int LOOKS = 400;
    private static final long PAUSE_NANOS = 50_000_000;
    private static final int QUESTIONS = 20;
    private static final Rounds ROUNDS = new Rounds(2, 9);
    private static final double MOST_MILLIS = 2_000;

    private final String number;
    private final Measure measure;

    /** What is measured. */
    enum Measure {
        AGE,
        PS
    }

    ClusterView(String number, Measure measure) {
        this.number = number;
        this.measure = measure;
    }

    /** So many agents that wait, and so many that live for a moment each second. */
    private static String config(int waiting, int brief) {
        return """
                orchestrator: {runMode: DAEMON, maxWorkers: %d, loggerConfig: {level: WARNING}}
                agents:
                  waiting:
                    class: dev.baton.bench.HourlyAgent
                    config: {executionInterval: 1h}
                    replicas: %d
                  brief:
                    class: dev.baton.bench.NoOpAgent
                    replicas: %d
                    restart: {policy: always, initialDelay: 1s, maxDelay: 1s, maxRestarts: 1000000, window: 1s}
                """.formatted(waiting + brief, waiting, brief);
    }

    @Override
    public Row run() throws Exception {
        Path folder = Files.createTempDirectory("baton-bench");
        int each = AGENTS / NAMES.length;
        int brief = 27;
        try (ClusterNodes nodes = ClusterNodes.onLoopback(folder, config(each - brief, brief), NAMES)) {
            nodes.form(LONGEST, NAMES);
            awaitAgents(nodes);
            return measure == Measure.AGE ? age(nodes) : ps(folder, nodes);
        } finally {
            HttpStart.delete(folder);
        }
    }

    private static void awaitAgents(ClusterNodes nodes) {
        nodes.awaitAll(
                LONGEST,
                () -> nodes.up().forEach(node -> {
                    int known = node.ask(new Command.Status()).getInteger("total_agents");
                    if (known != AGENTS) {
                        throw new AssertionError(node.name() + " knows " + known + " agents");
                    }
                }));
    }

    private Row age(ClusterNodes nodes) throws Exception {
        long before = events(nodes);
        long began = System.nanoTime();
        Rounds.Result result = new Rounds(0, 1).compare(() -> percentile(nodes.node("n1")), () -> MOST_MILLIS);
        double rate = (events(nodes) - before) * 1e9 / (System.nanoTime() - began);
        if (rate < LEAST_EVENTS) {
            throw new IllegalStateException("there were only " + rate + " events a second");
        }
        return new Row(number, "age of what 5 nodes know, p99; 2 s", "ms", result, Budget.atMost(1));
    }

    private static long events(ClusterNodes nodes) {
        return nodes.up().stream()
                .map(node -> node.ask(new Command.HistoryStats(node.name())))
                .map(data -> data.getJsonObject("statistics").getJsonObject("by_type"))
                .flatMapToLong(byType -> byType.stream().mapToLong(type -> ((Number) type.getValue()).longValue()))
                .sum();
    }

    private static double percentile(ClusterNode node) {
        DoubleStream.Builder ages = DoubleStream.builder();
        for (int i = 0; i < LOOKS; i++) {
            for (JsonObject row : ClusterNode.rows(node.ask(new Command.Status()), "nodes")) {
                if (!row.getBoolean("self", false)) {
                    ages.add(row.getDouble("age") * 1_000);
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        double[] sorted = ages.build().sorted().toArray();
        return sorted[sorted.length * 99 / 100];
    }

    private Row ps(Path folder, ClusterNodes nodes) throws Exception {
        try (ClusterNodes single = ClusterNodes.onLoopback(
                        Files.createDirectory(folder.resolve("single")),
                        config(AGENTS - NAMES.length * 27, NAMES.length * 27),
                        "alone")
                .form(LONGEST, "alone")) {
            awaitAgents(single);
            Rounds.Result result = ROUNDS.compare(() -> median(nodes.node("n2")), () -> median(single.node("alone")));
            return new Row(number, "ps of 10,000 agents on one of 5 nodes, p50", "ms", result, Budget.atMost(1.5));
        }
    }

    private static double median(ClusterNode node) {
        long[] nanos = LongStream.range(0, QUESTIONS)
                .map(i -> {
                    long began = System.nanoTime();
                    node.ask(new Command.Ps(List.of()));
                    return System.nanoTime() - began;
                })
                .toArray();
        Arrays.sort(nanos);
        return nanos[QUESTIONS / 2] / 1e6;
    }
}
