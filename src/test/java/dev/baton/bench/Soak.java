package dev.baton.bench;

import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Starts and stops agents again and again on one Vert.x, and looks whether anything stays: heap in use, threads. The first
 * cycles don't count; they load classes and fill pools.
 */
final class Soak {
    private static final int AGENTS = 1_000;
    private static final int WARM_UP_CYCLES = 50;
    private static final double MOST_GROWTH = 1.05;
    private static final double MEGABYTE = 1 << 20;
    /** Longer than any pool keeps an idle thread. */
    private static final Duration REST = Duration.ofSeconds(12);

    private final PrintStream out;
    private final Duration length;
    private final Vertx vertx = Vertxes.batons();

    Soak(PrintStream out, Duration length) {
        this.out = out;
        this.length = length;
    }

    /** What there is between two cycles. */
    private record Remains(long heapBytes, Map<String, Long> threads) {
        @Override
        public String toString() {
            return "%.2f MB of heap, %d threads"
                    .formatted(
                            heapBytes / MEGABYTE,
                            threads.values().stream().mapToLong(Long::longValue).sum());
        }
    }

    /** Whether nothing stayed. */
    boolean run() {
        for (int i = 0; i < WARM_UP_CYCLES; i++) {
            cycle();
        }
        Remains before = remains();
        out.println("After " + WARM_UP_CYCLES + " cycles of " + AGENTS + " agents: " + before);
        long end = System.nanoTime() + length.toNanos();
        int cycles = 0;
        while (System.nanoTime() < end) {
            cycle();
            cycles++;
        }
        Remains after = remains();
        out.println("After " + cycles + " more: " + after);
        vertx.close().await();
        return judge(before, after);
    }

    private void cycle() {
        new SoakCycle(vertx, AGENTS).run();
    }

    private boolean judge(Remains before, Remains after) {
        Map<String, Long> more = new TreeMap<>(after.threads());
        before.threads().forEach((name, count) -> more.computeIfPresent(name, (key, now) -> now > count ? now : null));
        double growth = (double) after.heapBytes() / before.heapBytes();
        boolean kept = growth <= MOST_GROWTH && more.isEmpty();
        out.println("soak: heap %.1f %% of before (budget ≤ 105 %%), threads left over: %s, %s"
                .formatted(growth * 100, more.isEmpty() ? "none" : more, kept ? "ok" : "MISSED"));
        return kept;
    }

    private static Remains remains() {
        Waiting.lasting(REST);
        Map<String, Long> threads = Thread.getAllStackTraces().keySet().stream()
                .collect(Collectors.groupingBy(
                        thread -> thread.getName().replaceAll("\\d+", "#"), TreeMap::new, Collectors.counting()));
        return new Remains(Heap.usedBytes(), threads);
    }
}
