package dev.baton.bench;

import dev.baton.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a {@code ps} over the socket takes while many programs write as fast as they can, to memory and to files. There is
 * nothing bare to compare with; the budget is a time. What Baton's memory has grown to is printed.
 */
final class NoisyPrograms implements Scenario {
    private static final double BOUND_MILLIS = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration LENGTH = Duration.ofSeconds(15);
    private static final long PAUSE_NANOS = 2_000_000;

    private final String number;
    private final int count;

    NoisyPrograms(String number, int count) {
        this.number = number;
        this.count = count;
    }

    @Override
    public Row run() throws Exception {
        Path folder = Files.createTempDirectory("baton-bench");
        try {
            Path config = Files.writeString(folder.resolve("noisy.yaml"), """
                    orchestrator: {maxWorkers: %1$d, commandSocketPath: "%2$s/b.sock", stateDir: "%2$s/state"}
                    logs: {dir: "%2$s/logs", maxSize: 10MB, keep: 1, compress: false, totalCap: 1GB}
                    agents:
                      noisy: {command: "exec yes program number ${REPLICA} has something to say", replicas: %1$d}
                    """.formatted(count, folder));
            return measured(
                    folder,
                    new ProcessBuilder(
                                    ClassArchive.JAVA.toString(),
                                    "-jar",
                                    System.getProperty("baton.jar"),
                                    "run",
                                    config.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start());
        } finally {
            HttpStart.delete(folder);
        }
    }

    private Row measured(Path folder, Process baton) throws IOException, InterruptedException {
        try (LineClient client = connected(folder.resolve("b.sock"), baton)) {
            ask(client, WARM_UP);
            long before = residentMib(baton);
            long[] nanos = ask(client, LENGTH);
            double p99 = nanos[(int) Math.ceil(nanos.length * 0.99) - 1] / 1e6;
            System.out.printf(
                    "%d noisy programs during %,d times ps: median %.1f ms, p99 %.1f ms, longest %.1f ms;"
                            + " Baton has %d MiB, then %d MiB%n",
                    count,
                    nanos.length,
                    nanos[nanos.length / 2] / 1e6,
                    p99,
                    nanos[nanos.length - 1] / 1e6,
                    before,
                    residentMib(baton));
            Rounds.Result result = new Rounds.Result(p99, BOUND_MILLIS, p99 / BOUND_MILLIS);
            return new Row(
                    number,
                    "ps while %d programs write all they can, p99".formatted(count),
                    "ms",
                    result,
                    Budget.atMost(1));
        } finally {
            baton.destroy();
            if (!baton.waitFor(1, TimeUnit.MINUTES)) {
                baton.destroyForcibly();
            }
        }
    }

    private static LineClient connected(Path socket, Process baton) throws IOException {
        while (true) {
            try {
                return new LineClient(socket, new Command.Ps(List.of()));
            } catch (IOException notYet) {
                if (!baton.isAlive()) {
                    throw new IOException("Baton has ended", notYet);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** How long each answer took, shortest first. */
    private static long[] ask(LineClient client, Duration length) throws IOException {
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            long began = System.nanoTime();
            client.ask();
            nanos.add(System.nanoTime() - began);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static long residentMib(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
