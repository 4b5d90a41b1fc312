package dev.baton.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
    private final Gate gate = new Gate();
    private final List<String> passed = new ArrayList<>();

    @Test
    void anOpenGateIsPassedAtOnce() {
        gate.pass(() -> passed.add("a"));

        assertThat(passed).containsExactly("a");
    }

    @Test
    void whoComesToAClosedGatePassesWhenItOpensInOrder() {
        gate.close();
        gate.pass(() -> passed.add("a"));
        gate.pass(() -> passed.add("b"));
        assertThat(passed).isEmpty();

        gate.open();

        assertThat(passed).containsExactly("a", "b");
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void closingTwiceLosesNobody() {
        gate.close();
        gate.pass(() -> passed.add("a"));
        gate.close();

        gate.open();
        gate.open();

        assertThat(passed).containsExactly("a");
    }
}
