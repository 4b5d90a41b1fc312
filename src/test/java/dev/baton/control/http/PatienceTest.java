package dev.baton.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience patience = new Patience(60);

    private boolean isOver(boolean isWaiting, int second) {
        return patience.isOver(
                isWaiting, Duration.ofDays(40).plusSeconds(second).toNanos());
    }

    @Test
    void isNotOverWhenAClientThatHasJustComeIsSeenWaiting() {
        assertThat(isOver(true, 15)).isFalse();
        assertThat(isOver(true, 60)).isFalse();
        assertThat(isOver(true, 75)).isTrue();
    }

    @Test
    void beginsAnewWheneverTheClientHasTakenSomething() {
        for (int second = 0; second < 600; second += 15) {
            patience.taken();
            assertThat(isOver(true, second)).as("it reads slowly").isFalse();
        }
        assertThat(isOver(true, 630)).isFalse();
        assertThat(isOver(true, 645)).isTrue();
    }

    @Test
    void isNotOverWhileThereIsNothingToTake() {
        for (int second = 0; second < 600; second += 15) {
            assertThat(isOver(false, second)).isFalse();
        }
    }
}
