package dev.baton.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import oshi.hardware.CentralProcessor.TickType;

class CpuUsageTest {
    private final CpuUsage usage = new CpuUsage(ticks(1000, 1000, 0));

    @Test
    void tellsHowMuchOfTheTimeWasNotIdle() {
        assertThat(usage.next(ticks(1250, 1700, 50))).hasValue(25);
        assertThat(usage.next(ticks(1250, 2700, 50))).hasValue(0);
    }

    @Test
    void waitsUntilEnoughTimeHasPassed() {
        assertThat(usage.next(ticks(1040, 1040, 0))).isEmpty();
        assertThat(usage.next(ticks(1100, 1100, 0))).hasValue(50);
    }

    @Test
    void takesACounterThatRunsBackwardsForOneThatStandsStill() {
        assertThat(usage.next(ticks(900, 1200, 0))).hasValue(0);
    }

    private static long[] ticks(long user, long idle, long waiting) {
        long[] ticks = new long[TickType.values().length];
        ticks[TickType.USER.getIndex()] = user;
        ticks[TickType.IDLE.getIndex()] = idle;
        ticks[TickType.IOWAIT.getIndex()] = waiting;
        return ticks;
    }
}
