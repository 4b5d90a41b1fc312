package dev.baton.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimingWheelTest {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ManualLoop loop = new ManualLoop();
    private final TimingWheel wheel = new TimingWheel(loop::nanoTime, loop);

    @Test
    void firesOnceNeverEarlyAndAtMostABucketLate() {
        Bell bell = set(25);

        loop.pass(24);
        assertThat(bell.rang).isEmpty();
        loop.pass(100);

        assertThat(bell.rang).singleElement().satisfies(at -> assertThat(at).isBetween(25L, 35L));
    }

    @Test
    void standsStillWhileEmpty() {
        loop.pass(100_000);
        set(10);
        loop.pass(100_000);

        assertThat(loop.wakeUps()).isEqualTo(1);
        assertThat(loop.alarms()).isZero();
    }

    @Test
    void doesNotTurnBucketByBucketToAFarTimeout() {
        Bell bell = set(30_000);

        loop.pass(40_000);

        assertThat(bell.rang).hasSize(1);
        assertThat(loop.wakeUps()).isLessThanOrEqualTo(2);
    }

    @Test
    void firesWhatIsSeveralTurnsOfTheWheelAway() {
        Bell bell = set(3_600_000);

        loop.pass(3_599_990);
        assertThat(bell.rang).isEmpty();
        loop.pass(30);

        assertThat(bell.rang).hasSize(1);
    }

    @Test
    void aCancelledTimeoutNeverFires() {
        Bell bell = set(50);
        Bell other = set(50);
        loop.pass(20);

        wheel.cancel(bell);
        loop.pass(1000);

        assertThat(bell.rang).isEmpty();
        assertThat(other.rang).hasSize(1);
    }

    @Test
    void cancellingBeforeTheWheelHasSeenItIsEnough() {
        Bell bell = set(50);
        wheel.cancel(bell);

        loop.pass(1000);

        assertThat(bell.rang).isEmpty();
    }

    @Test
    void anEarlierTimeoutWakesTheWheelInTime() {
        set(5_000);
        loop.pass(10);
        Bell early = set(100);

        loop.pass(120);

        assertThat(early.rang).hasSize(1);
    }

    @Test
    void aTimeoutCanBeSetAgainWhenItFires() {
        List<Long> rang = new ArrayList<>();
        TimingWheel.Timeout[] again = new TimingWheel.Timeout[1];
        again[0] = new TimingWheel.Timeout() {
            @Override
            protected void fire() {
                rang.add(loop.millis());
                wheel.set(this, wheel.now() + 100 * NANOS_PER_MILLI);
            }
        };
        wheel.set(again[0], 100 * NANOS_PER_MILLI);

        loop.pass(1050);

        assertThat(rang).hasSizeBetween(9, 10);
    }

    @Test
    void whatIsOverdueFiresAtOnce() {
        loop.pass(1000);
        Bell bell = new Bell();
        wheel.set(bell, 1);

        loop.pass(20);

        assertThat(bell.rang).hasSize(1);
    }

    @Property(tries = 300)
    void firesEverythingThatIsNotCancelledNeverEarlyNeverMoreThanABucketLate(
            @ForAll @NotEmpty @Size(max = 50) List<@IntRange(min = 0, max = 200_000) Integer> delays,
            @ForAll @IntRange(min = 1, max = 5) int everyNth) {
        ManualLoop turned = new ManualLoop();
        TimingWheel tried = new TimingWheel(turned::nanoTime, turned);
        List<Bell> bells = new ArrayList<>();
        for (int delay : delays) {
            Bell bell = new Bell(turned);
            bells.add(bell);
            tried.set(bell, delay * NANOS_PER_MILLI);
        }
        for (int i = 0; i < bells.size(); i += everyNth) {
            tried.cancel(bells.get(i));
        }

        turned.pass(300_000);

        for (int i = 0; i < bells.size(); i++) {
            if (i % everyNth == 0) {
                assertThat(bells.get(i).rang).isEmpty();
            } else {
                long due = delays.get(i);
                assertThat(bells.get(i).rang)
                        .singleElement()
                        .satisfies(at -> assertThat(at).isBetween(due, due + 11));
            }
        }
        assertThat(turned.alarms()).isZero();
    }

    private Bell set(long delayMillis) {
        Bell bell = new Bell();
        wheel.set(bell, wheel.now() + delayMillis * NANOS_PER_MILLI);
        return bell;
    }

    private final class Bell extends TimingWheel.Timeout {
        private final List<Long> rang = new ArrayList<>();
        private final ManualLoop clock;

        Bell() {
            this(loop);
        }

        Bell(ManualLoop clock) {
            this.clock = clock;
        }

        @Override
        protected void fire() {
            rang.add(clock.millis());
        }
    }
}
