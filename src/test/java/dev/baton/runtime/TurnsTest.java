package dev.baton.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();
    private final Step first = new Step();
    private final Step second = new Step();
    private final Step third = new Step();

    /** Known by its identity. */
    private static final class Step implements Runnable {
        @Override
        public void run() {
            throw new AssertionError("turns are given, not taken");
        }
    }

    @Test
    void letsStepsWaitForTheOneUnderWayAndHandsThemOutInOrder() {
        assertThat(turns.begin(first)).isTrue();
        assertThat(turns.begin(second)).isFalse();
        assertThat(turns.begin(third)).isFalse();

        assertThat(turns.next()).isSameAs(second);
        assertThat(turns.next()).isSameAs(third);
        assertThat(turns.next()).isNull();
    }

    @Test
    void isFreeAgainWhenNobodyWaits() {
        assertThat(turns.begin(first)).isTrue();
        assertThat(turns.next()).isNull();

        assertThat(turns.begin(second)).isTrue();
    }

    @Test
    void staysTakenByTheStepThatWasHandedOut() {
        assertThat(turns.begin(first)).isTrue();
        assertThat(turns.begin(second)).isFalse();
        assertThat(turns.next()).isSameAs(second);

        assertThat(turns.begin(third)).isFalse();
    }
}
