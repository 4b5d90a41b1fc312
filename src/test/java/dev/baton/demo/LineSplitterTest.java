package dev.baton.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {
    private final LineSplitter splitter = new LineSplitter();
    private final List<String> lines = new ArrayList<>();

    @Test
    void keepsAPartialLineUntilItsEndComes() {
        feed("one\ntw");
        assertThat(lines).containsExactly("one");
        feed("o\n");
        assertThat(lines).containsExactly("one", "two");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void readsCharactersThatArriveInPieces(int pieceBytes) {
        byte[] bytes = "größe €5 🎼 ok\r\n日本\n".getBytes(UTF_8);
        for (int at = 0; at < bytes.length; at += pieceBytes) {
            splitter.accept(ByteBuffer.wrap(bytes, at, Math.min(pieceBytes, bytes.length - at)), lines::add);
        }
        assertThat(lines).containsExactly("größe €5 🎼 ok", "日本");
    }

    @Test
    void keepsTheBeginningOfALineThatIsTooLong() {
        feed("x".repeat(LineSplitter.LONGEST + 1000) + "\nnext\n");
        assertThat(lines).containsExactly("x".repeat(LineSplitter.LONGEST), "next");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void cutsALongLineBetweenTwoCharacters(int shift) {
        feed("x".repeat(shift) + "🎼".repeat(LineSplitter.LONGEST) + "\nnext\n");
        assertThat(lines.get(0)).doesNotContain("\uFFFD").endsWith("🎼");
        assertThat(lines.get(0).getBytes(UTF_8)).hasSizeBetween(LineSplitter.LONGEST - 3, LineSplitter.LONGEST);
        assertThat(lines).last().isEqualTo("next");
    }

    @Test
    void survivesALongLineThatIsNoText() {
        byte[] junk = new byte[LineSplitter.LONGEST * 2];
        java.util.Arrays.fill(junk, (byte) 0x80);
        splitter.accept(ByteBuffer.wrap(junk), lines::add);
        feed("\nnext\n");
        assertThat(lines).hasSize(2).last().isEqualTo("next");
        assertThat(lines.get(0)).hasSizeLessThanOrEqualTo(LineSplitter.LONGEST);
    }

    @Test
    void handsOverAnUnfinishedLineOnlyWhenFlushed() {
        feed("end");
        splitter.flush(lines::add);
        splitter.flush(lines::add);
        assertThat(lines).containsExactly("end");
    }

    private void feed(String text) {
        splitter.accept(ByteBuffer.wrap(text.getBytes(UTF_8)), lines::add);
    }
}
