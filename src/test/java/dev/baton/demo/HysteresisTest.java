package dev.baton.demo;

import static dev.baton.demo.Hysteresis.Change.CLEARED;
import static dev.baton.demo.Hysteresis.Change.NONE;
import static dev.baton.demo.Hysteresis.Change.RAISED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HysteresisTest {
    private final Hysteresis alarm = new Hysteresis(90, 75, 3);

    @Test
    void raisesAfterEnoughValuesInARow() {
        assertThat(changes(91, 92, 93, 94)).containsExactly(NONE, NONE, RAISED, NONE);
    }

    @Test
    void countsFromTheStartAfterAValueThatIsNotAbove() {
        assertThat(changes(91, 91, 90, 91, 91, 91)).containsExactly(NONE, NONE, NONE, NONE, NONE, RAISED);
    }

    @Test
    void clearsOnlyWhenWellBelow() {
        assertThat(changes(91, 91, 91, 80, 91, 75.1, 75))
                .containsExactly(NONE, NONE, RAISED, NONE, NONE, NONE, CLEARED);
    }

    @Test
    void canBeRaisedAgain() {
        changes(91, 91, 91, 10);
        assertThat(changes(91, 91, 91)).containsExactly(NONE, NONE, RAISED);
    }

    private List<Hysteresis.Change> changes(double... values) {
        return Arrays.stream(values).mapToObj(alarm::accept).toList();
    }
}
