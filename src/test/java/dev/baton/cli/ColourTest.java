package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColourTest {

    @Test
    void namesHaveTheirColoursThatMeanNothingElse() {
        Set<Colour> used = IntStream.range(0, 100)
                .mapToObj(i -> Colour.ofName("agent-" + i))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Colour.class)));

        assertThat(used)
                .hasSizeGreaterThan(4)
                .doesNotContain(Colour.GREEN, Colour.YELLOW, Colour.RED, Colour.PLAIN, Colour.DIM);
        assertThat(Colour.ofName("collector")).isEqualTo(Colour.ofName("collector"));
    }

    @Test
    void standardErrorStandsOut() {
        assertThat(Colour.of("stderr")).isEqualTo(Colour.YELLOW);
        assertThat(Colour.of("stdout")).isEqualTo(Colour.PLAIN);
    }
}
