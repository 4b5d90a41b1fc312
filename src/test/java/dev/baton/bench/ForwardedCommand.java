package dev.baton.bench;

import dev.baton.command.Command;
import dev.baton.lifecycle.Verb;
import dev.baton.testing.ClusterNode;
import dev.baton.testing.ClusterNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A command for an agent through a node that it isn't on, beside the same command asked at its owner and two milliseconds on top,
 * which are what it may take longer.
 */
final class ForwardedCommand implements Scenario {
    private static final Rounds ROUNDS = new Rounds(4, 15);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int COMMANDS = 200;
    private static final double ALLOWANCE_MICROS = 2_000;
    private static final String CONFIG = ClusterStart.QUIET + """
            agents:
              waiting: {class: dev.baton.bench.HourlyAgent, config: {executionInterval: 1h}}
            """;
    /** Changes nothing, but is carried out, recorded and answered. */
    private static final Command<?> COMMAND = new Command.Steer(Verb.START, List.of("waiting"), true, "n2");

    private final String number;

    ForwardedCommand(String number) {
        this.number = number;
    }

    @Override
    public Row run() throws Exception {
        Path folder = Files.createTempDirectory("baton-bench");
        try (ClusterNodes nodes =
                ClusterNodes.onLoopback(folder, CONFIG, "n1", "n2").form(LONGEST, "n1", "n2")) {
            nodes.awaitAllAreUp(LONGEST, "waiting");
            Rounds.Result result =
                    ROUNDS.compare(() -> median(nodes.node("n1")), () -> median(nodes.node("n2")) + ALLOWANCE_MICROS);
            return new Row(number, "a command through another node; p50, 2 ms more", "us", result, Budget.atMost(1));
        } finally {
            HttpStart.delete(folder);
        }
    }

    private static double median(ClusterNode asked) {
        long[] nanos = new long[COMMANDS];
        for (int i = 0; i < COMMANDS; i++) {
            long began = System.nanoTime();
            asked.ask(COMMAND);
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return nanos[COMMANDS / 2] / 1_000.0;
    }
}
