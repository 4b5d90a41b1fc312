package dev.baton.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void isUsedUpWithinItsWindow() {
        RestartBudget budget = new RestartBudget(2, Duration.ofSeconds(60));

        assertThat(budget.tryTake(0)).isTrue();
        assertThat(budget.tryTake(30 * SECOND)).isTrue();
        assertThat(budget.tryTake(60 * SECOND - 1)).isFalse();
        assertThat(budget.used(60 * SECOND - 1)).isEqualTo(2);
    }

    @Test
    void getsARestartBackWhenItIsAsOldAsTheWindow() {
        RestartBudget budget = new RestartBudget(2, Duration.ofSeconds(60));
        budget.tryTake(0);
        budget.tryTake(30 * SECOND);

        assertThat(budget.used(60 * SECOND)).isEqualTo(1);
        assertThat(budget.tryTake(60 * SECOND)).isTrue();
        assertThat(budget.tryTake(60 * SECOND)).isFalse();
    }

    @Test
    void isFullAgainOnceCleared() {
        RestartBudget budget = new RestartBudget(1, Duration.ofSeconds(60));
        budget.tryTake(0);

        budget.clear();

        assertThat(budget.used(0)).isZero();
        assertThat(budget.tryTake(0)).isTrue();
    }

    @Test
    void hasNothingToGiveIfNoneAreAllowed() {
        assertThat(new RestartBudget(0, Duration.ofSeconds(1)).tryTake(0)).isFalse();
    }

    @Test
    void takesWindowsOfAnyLength() {
        RestartBudget budget = new RestartBudget(1, Duration.ofSeconds(Long.MAX_VALUE));
        budget.tryTake(Long.MAX_VALUE - 1);

        assertThat(budget.tryTake(Long.MIN_VALUE + 1))
                .as("the clock has wrapped")
                .isFalse();
    }

    /** Against the plain way: keep all times and count those that are younger than the window. */
    @Property
    void countsWhatIsYoungerThanTheWindow(
            @ForAll @IntRange(max = 12) int maxRestarts,
            @ForAll @LongRange(min = 1, max = 50) long window,
            @ForAll long start,
            @ForAll @Size(max = 100) List<@LongRange(max = 20) Long> steps) {
        RestartBudget budget = new RestartBudget(maxRestarts, Duration.ofNanos(window));
        List<Long> taken = new ArrayList<>();
        long now = start;
        for (long step : steps) {
            now += step;
            long present = now;
            long younger =
                    taken.stream().filter(time -> present - time < window).count();

            assertThat(budget.used(now)).isEqualTo((int) younger);
            assertThat(budget.tryTake(now)).isEqualTo(younger < maxRestarts);
            if (younger < maxRestarts) {
                taken.add(now);
            }
        }
    }
}
