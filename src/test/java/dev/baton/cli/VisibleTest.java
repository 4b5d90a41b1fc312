package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void spellsOutWhatWouldSteerATerminal() {
        assertThat(Visible.of("a\u001b[31mred\nb\tc\u0007\u009b\u202e"))
                .isEqualTo("a\\u001b[31mred\\nb\\tc\\u0007\\u009b\\u202e");
    }

    @Test
    void leavesTheRestAsItIs() {
        assertThat(Visible.of("Zürich 東京 🙂")).isEqualTo("Zürich 東京 🙂");
        assertThat(Visible.line("a\tb")).isEqualTo("a\tb");
    }

    @Test
    void countsColumnsNotCharacters() {
        assertThat(Visible.width("東京")).isEqualTo(4);
        assertThat(Visible.width("Zürich")).isEqualTo(6);
    }

    @Property
    void hidesNothing(@ForAll String text) {
        assertThat(Visible.of(text).chars().anyMatch(c -> Visible.isHidden((char) c)))
                .isFalse();
    }

    @Property
    void fitsWhatItFits(@ForAll String text, @ForAll @IntRange(min = 2, max = 60) int columns) {
        String visible = Visible.of(text);

        assertThat(Visible.width(Visible.fit(visible, columns))).isLessThanOrEqualTo(Math.max(columns, 1));
    }
}
