package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {
    private long now;
    private final FailedLogins failures = new FailedLogins(() -> now);

    @Test
    void anAddressWaitsUntilTheMinuteIsOver() {
        for (int i = 1; i < FailedLogins.MOST; i++) {
            assertThat(failures.failed("10.0.0.1")).isFalse();
            assertThat(failures.secondsToWait("10.0.0.1")).isZero();
        }
        assertThat(failures.failed("10.0.0.1")).isTrue();

        assertThat(failures.secondsToWait("10.0.0.1")).isEqualTo(60);
        assertThat(failures.secondsToWait("10.0.0.2")).isZero();
        now = TimeUnit.SECONDS.toNanos(60);
        assertThat(failures.secondsToWait("10.0.0.1")).isZero();
        assertThat(failures.failed("10.0.0.1")).isFalse();
        assertThat(failures.secondsToWait("10.0.0.1")).isZero();
    }

    @Test
    void oneIpv6NetworkIsOneAddress() {
        for (int i = 0; i < FailedLogins.MOST; i++) {
            failures.failed("2001:db8:0:1:0:0:0:" + i);
        }
        assertThat(failures.secondsToWait("2001:db8:0:1:ffff:0:0:1")).isPositive();
        assertThat(failures.secondsToWait("2001:db8:0:2:0:0:0:1")).isZero();
    }

    @Test
    void remembersSoManyAddressesAndForgetsTheOldest() {
        for (int i = 0; i < FailedLogins.MOST; i++) {
            failures.failed("first");
        }
        for (int i = 0; i < FailedLogins.ADDRESSES; i++) {
            failures.failed("address-" + i);
        }
        assertThat(failures.secondsToWait("first")).isZero();
    }
}
