package dev.baton.bench;

import dev.baton.cluster.BareNode;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.ClusterNode;
import dev.baton.testing.ClusterNodes;
import dev.baton.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Three nodes started together, until each answers and has all three as up, beside {@link BareNode}s until each has had an answer of
 * all three: to be up at a node is to have answered it.
 * The JVMs of both have the same options, the same jar, and the same archive of classes.
 */
final class ClusterStart implements Scenario {
    private static final Rounds ROUNDS = new Rounds(1, 5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final String[] NAMES = {"n1", "n2", "n3"};
    static final String QUIET = "orchestrator: {runMode: DAEMON, maxWorkers: 10, loggerConfig: {level: WARNING}}\n";

    private final String number;

    ClusterStart(String number) {
        this.number = number;
    }

    @Override
    public Row run() throws Exception {
        Path folder = Files.createTempDirectory("baton-bench");
        String archive = archive(folder);
        Rounds.Result result = ROUNDS.compare(() -> baton(archive), () -> bare(archive));
        HttpStart.delete(folder);
        return new Row(number, "three nodes of a cluster, all ready", "ms", result, Budget.atMost(1.2));
    }

    /** What a rehearsal of Baton loads, as {@code bin/baton} has it; in it is what the bare side takes, too. */
    private static String archive(Path folder) throws Exception {
        ClassArchive archive = new ClassArchive(folder);
        try (BatonProcess rehearsal = BatonProcess.java(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                archive.recording(),
                "-cp",
                System.getProperty("baton.jar"),
                "dev.baton.launcher.Rehearsal",
                "node")) {
            rehearsal.endsWith(0);
        }
        archive.make(System.getProperty("baton.jar"));
        return archive.use();
    }

    private static double baton(String archive) throws IOException {
        Path folder = Files.createTempDirectory("baton-bench");
        long began = System.nanoTime();
        try (ClusterNodes nodes = ClusterNodes.onLoopback(folder, QUIET, NAMES).withOptions(archive)) {
            List<ClusterNode> waiting = new ArrayList<>();
            for (String name : NAMES) {
                waiting.add(nodes.start(name));
            }
            Waiting.until("nodes of Baton", () -> {
                waiting.removeIf(ClusterStart::knowsAll);
                // A question costs a node what it has little of now.
                Waiting.lasting(waiting.isEmpty() ? Duration.ZERO : LOOK_AGAIN);
                return waiting.isEmpty();
            });
            return (System.nanoTime() - began) / 1e6;
        } finally {
            HttpStart.delete(folder);
        }
    }

    private static boolean knowsAll(ClusterNode node) {
        if (!Files.exists(node.folder().socket())) {
            return false;
        }
        try {
            List<String> states = List.copyOf(node.nodes().values());
            return states.size() == NAMES.length && states.stream().allMatch("up"::equals);
        } catch (AssertionError notYet) {
            return false;
        }
    }

    private static double bare(String archive) {
        long began = System.nanoTime();
        List<BatonProcess> nodes = bareNodes(NAMES.length, List.of(archive));
        try {
            Waiting.until(
                    "bare nodes",
                    () -> nodes.stream().allMatch(node -> node.out().contains("ready")));
            return (System.nanoTime() - began) / 1e6;
        } finally {
            nodes.forEach(BatonProcess::close);
        }
    }

    /** So many, which are about to join; {@code more} is for the first. */
    static List<BatonProcess> bareNodes(int count, List<String> options, String... more) {
        List<String> members = IntStream.range(0, count)
                .mapToObj(i -> "127.0.0.1:" + TestPorts.next())
                .toList();
        List<BatonProcess> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> command = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            command.addAll(options);
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("baton.jar") + ":" + Path.of("target/test-classes"),
                    BareNode.class.getName(),
                    "n" + (i + 1),
                    members.get(i).split(":", 2)[1],
                    String.valueOf(TestPorts.next()),
                    String.join(",", members),
                    String.valueOf(count)));
            if (i == 0) {
                command.addAll(List.of(more));
            }
            nodes.add(BatonProcess.java(command.toArray(String[]::new)));
        }
        return nodes;
    }
}
