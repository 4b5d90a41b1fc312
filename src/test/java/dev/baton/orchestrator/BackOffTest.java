package dev.baton.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.agent.Restart;
import dev.baton.agent.RestartPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final RandomGenerator NO_CHANCE = new Fixed(0.5);

    @Test
    void growsFromFailureToFailureUpToItsCap() {
        BackOff backOff = new BackOff(restart(Duration.ofSeconds(1), 2, Duration.ofSeconds(60), 0.2));

        assertThat(Stream.generate(() -> backOff.next(NO_CHANCE)).limit(8))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(backOff.failures()).isEqualTo(8);
    }

    @Test
    void beginsAnewWhenReset() {
        BackOff backOff = new BackOff(Restart.DEFAULT);
        backOff.next(NO_CHANCE);
        backOff.next(NO_CHANCE);

        backOff.reset();

        assertThat(backOff.failures()).isZero();
        assertThat(backOff.next(NO_CHANCE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void isMovedByItsJitterEitherWay() {
        Restart restart = restart(Duration.ofSeconds(10), 1, Duration.ofSeconds(10), 0.2);

        assertThat(new BackOff(restart).next(new Fixed(0))).isEqualTo(Duration.ofSeconds(8));
        assertThat(new BackOff(restart).next(new Fixed(1))).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void takesDelaysOfAnyLength() {
        BackOff backOff =
                new BackOff(restart(Duration.ofSeconds(Long.MAX_VALUE), 2, Duration.ofSeconds(Long.MAX_VALUE), 1));

        assertThat(backOff.next(new Fixed(1))).isPositive();
    }

    @Property
    void staysWithinTheBoundsOfItsJitter(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long initial,
            @ForAll @DoubleRange(min = 1, max = 100) double multiplier,
            @ForAll @LongRange(max = 1_000_000_000_000L) long beyond,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll @IntRange(min = 1, max = 2_000) int failures,
            @ForAll Random random) {
        BackOff jittered =
                new BackOff(restart(Duration.ofNanos(initial), multiplier, Duration.ofNanos(initial + beyond), jitter));
        BackOff plain =
                new BackOff(restart(Duration.ofNanos(initial), multiplier, Duration.ofNanos(initial + beyond), 0));
        for (int i = 0; i < failures; i++) {
            double middle = plain.next(random).toNanos();
            double delay = jittered.next(random).toNanos();

            // A nanosecond for each of the two roundings.
            assertThat(delay).isBetween(middle * (1 - jitter) - 2, middle * (1 + jitter) + 2);
            assertThat(delay).isLessThanOrEqualTo((initial + beyond) * (1 + jitter) + 1);
        }
    }

    @Property
    void neverShrinksWithoutJitterAndEndsAtItsCap(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long initial,
            @ForAll @DoubleRange(min = 1.01, max = 100) double multiplier,
            @ForAll @LongRange(max = 1_000_000_000_000L) long beyond,
            @ForAll Random random) {
        BackOff backOff =
                new BackOff(restart(Duration.ofNanos(initial), multiplier, Duration.ofNanos(initial + beyond), 0));
        List<Duration> delays =
                Stream.generate(() -> backOff.next(random)).limit(3_000).toList();

        assertThat(delays)
                .isSorted()
                .startsWith(Duration.ofNanos(initial))
                .endsWith(Duration.ofNanos(initial + beyond));
    }

    private static Restart restart(Duration initial, double multiplier, Duration max, double jitter) {
        Duration minute = Duration.ofMinutes(1);
        return new Restart(RestartPolicy.ALWAYS, initial, multiplier, max, jitter, 5, minute, minute, List.of(0));
    }

    /** Chance that always decides the same. */
    private record Fixed(double nextDouble) implements RandomGenerator {
        @Override
        public long nextLong() {
            throw new UnsupportedOperationException("only doubles are asked for");
        }
    }
}
