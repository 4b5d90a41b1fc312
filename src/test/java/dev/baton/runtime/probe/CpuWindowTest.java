package dev.baton.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How much CPU counts as used. */
class CpuWindowTest {
    private final CpuWindow window = new CpuWindow(Duration.ofSeconds(30));

    private double at(double seconds, double cpuSeconds) {
        return window.percent(nanos(seconds), nanos(cpuSeconds));
    }

    private static long nanos(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void saysNothingBeforeAWindowHasPassed() {
        for (int second = 0; second < 30; second++) {
            assertThat(at(second, second * 4)).isNegative();
        }
        assertThat(at(30, 120)).isCloseTo(400, within(0.1));
    }

    @Test
    void aShortBurstIsEvenedOut() {
        for (int second = 0; second <= 100; second++) {
            double percent = at(second, Math.min(Math.max(0, second - 50), 3) * 4.0);
            assertThat(percent).isLessThanOrEqualTo(40.01);
        }
    }

    @Test
    void whatWasBeforeTheWindowIsForgotten() {
        for (int second = 0; second <= 200; second++) {
            double percent = at(second, Math.min(second, 50));
            if (second > 85) {
                assertThat(percent).isZero();
            }
        }
    }

    @Test
    void timeThatIsLostCountsAsNone() {
        at(0, 100);
        assertThat(at(31, 5)).isZero();
    }
}
