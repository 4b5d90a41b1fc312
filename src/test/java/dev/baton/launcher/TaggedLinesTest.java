package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TaggedLinesTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    private final TaggedLines first = new TaggedLines("n1 | ", out);
    private final TaggedLines second = new TaggedLines("n2 | ", out);

    private static void say(TaggedLines lines, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // Wherever the pipe cuts it, be it inside of a character.
        for (byte each : bytes) {
            lines.accept(new byte[] {0, each, 0}, 1, 1);
        }
    }

    @Test
    void saysWhoseLineItIsAndMixesNone() {
        say(first, "one\n\ntwo, für ");
        say(second, "other\n");
        say(first, "sich\n");

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .isEqualTo("n1 | one\nn1 | \nn2 | other\nn1 | two, für sich\n");
    }

    @Test
    void endsALineThatWasLeftOpen() {
        say(first, "no more");
        first.end();
        second.end();

        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("n1 | no more\n");
    }

    @Test
    void cutsALineThatNeverEnds() {
        byte[] endless = new byte[200_000];
        java.util.Arrays.fill(endless, (byte) 'x');
        first.accept(endless, 0, endless.length);
        first.end();

        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith("n1 | x") && line.length() <= 64 * 1024);
    }
}
