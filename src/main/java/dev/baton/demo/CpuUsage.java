package dev.baton.demo;

import java.util.Arrays;
import java.util.OptionalDouble;
import oshi.hardware.CentralProcessor.TickType;

/** How busy the processors were between two readings of their counters, which count milliseconds by kind of work. */
final class CpuUsage {
    /** Counters move in steps of 10 ms; over a shorter time than this a step would be taken for a peak. */
    private static final long SHORTEST_MILLIS = 100;

    private long[] earlier;

    CpuUsage(long[] ticks) {
        earlier = ticks.clone();
    }

    /** Per cent of the time since the last reading that told something; empty, and no reading, if that is too short. */
    OptionalDouble next(long[] ticks) {
        long[] passed = new long[ticks.length];
        Arrays.setAll(passed, i -> Math.max(0, ticks[i] - earlier[i])); // in some virtual machines they run backwards
        long all = Arrays.stream(passed).sum();
        if (all < SHORTEST_MILLIS) {
            return OptionalDouble.empty();
        }
        earlier = ticks.clone();
        long idle = passed[TickType.IDLE.getIndex()] + passed[TickType.IOWAIT.getIndex()];
        return OptionalDouble.of(Amounts.percent(all - idle, all));
    }
}
