package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    @Test
    void isColouredOnATerminal() {
        assertThat(Console.wantsColour(true, Map.of("TERM", "xterm"))).isTrue();
        assertThat(Console.wantsColour(true, Map.of("NO_COLOR", ""))).isTrue();
    }

    @Test
    void isPlainWithoutATerminal() {
        assertThat(Console.wantsColour(false, Map.of("TERM", "xterm"))).isFalse();
    }

    @Test
    void isPlainWhenItsOwnerSaysSo() {
        assertThat(Console.wantsColour(true, Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Console.wantsColour(true, Map.of("TERM", "dumb"))).isFalse();
    }
}
