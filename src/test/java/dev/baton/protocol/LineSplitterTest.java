package dev.baton.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private static final String TOO_LONG = "(too long)";

    private final Recorder lines = new Recorder();

    @Test
    void givesLinesWithoutTheirEnds() {
        assertThat(split(10, "one\ntwo\r\n\nthr")).containsExactly("one", "two", "");
    }

    @Test
    void tellsOnceOfALineThatIsTooLongAndGoesOn() {
        assertThat(split(5, "12345\n123456\n12345\r\n12345678901234567890\nx\n"))
                .containsExactly("12345", TOO_LONG, "12345", TOO_LONG, "x");
    }

    @Test
    void leavesWhatIsNotWanted() {
        ByteBuffer bytes = ByteBuffer.wrap("a\nb\n".getBytes(StandardCharsets.UTF_8));
        lines.most = 1;

        new LineSplitter(10).split(bytes, lines);

        assertThat(lines.all).containsExactly("a");
        assertThat(bytes.remaining()).isEqualTo(2);
    }

    @Test
    void knowsWhetherALineHasBegun() {
        LineSplitter splitter = new LineSplitter(2);

        splitter.split(ByteBuffer.wrap(new byte[] {'a'}), lines);
        assertThat(splitter.isInLine()).isTrue();
        splitter.split(ByteBuffer.wrap(new byte[] {'\n'}), lines);
        assertThat(splitter.isInLine()).isFalse();
        splitter.split(ByteBuffer.wrap(new byte[] {'a', 'b', 'c', 'd'}), lines);
        assertThat(splitter.isInLine()).isTrue();
    }

    @Property(tries = 500)
    void itDoesNotMatterHowTheBytesArrive(
            @ForAll @Size(max = 40) List<@IntRange(max = 3) Integer> kinds,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 9) Integer> sizes) {
        StringBuilder text = new StringBuilder();
        for (int kind : kinds) {
            text.append(
                    switch (kind) {
                        case 0 -> "\n";
                        case 1 -> "\r";
                        case 2 -> "x";
                        default -> "abcd";
                    });
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        List<String> atOnce = split(8, text.toString());
        LineSplitter splitter = new LineSplitter(8);
        Recorder pieces = new Recorder();
        int at = 0;
        for (int i = 0; at < bytes.length; i++) {
            int size = Math.min(sizes.get(i % sizes.size()), bytes.length - at);
            splitter.split(ByteBuffer.wrap(bytes, at, size), pieces);
            at += size;
        }

        assertThat(pieces.all).isEqualTo(atOnce);
    }

    private static List<String> split(int limit, String text) {
        Recorder recorder = new Recorder();
        new LineSplitter(limit).split(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), recorder);
        return recorder.all;
    }

    private static final class Recorder implements LineSplitter.Lines {
        private final List<String> all = new ArrayList<>();
        private int most = Integer.MAX_VALUE;

        @Override
        public void line(byte[] bytes, int offset, int length) {
            all.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void tooLong() {
            all.add(TOO_LONG);
        }

        @Override
        public boolean wantsMore() {
            return all.size() < most;
        }
    }
}
