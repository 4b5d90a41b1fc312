package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCutterTest {
    private static final int LONGEST = LineCutter.LONGEST;

    @Property
    void cutsTheSameLinesHoweverTheBytesArrive(@ForAll("output") byte[] output, @ForAll Random random) {
        assertThat(inPieces(output, random)).isEqualTo(atOnce(output));
    }

    @Property(tries = 200)
    void losesNothing(@ForAll("output") byte[] output) {
        StringBuilder again = new StringBuilder();
        for (String line : atOnce(output)) {
            again.append(line.startsWith("+") ? "" : "\n").append(line.substring(1));
        }
        String expected = "\n" + latin(output).replace("\r\n", "\n");

        assertThat(again.toString() + (expected.endsWith("\n") ? "\n" : "")).isEqualTo(expected);
    }

    @Property(tries = 100)
    void neverCutsInsideACharacter(@ForAll("wide") String text) {
        List<String> parts = new ArrayList<>();
        LineCutter cutter = new LineCutter((bytes, offset, length, goesOn) -> {
            assertThat(length).isBetween(LONGEST - 3, LONGEST);
            parts.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        });
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        cutter.accept(bytes, 0, bytes.length);

        assertThat(parts).isNotEmpty();
        assertThat(text).startsWith(String.join("", parts));
    }

    @Provide
    Arbitrary<byte[]> output() {
        Arbitrary<byte[]> part = Arbitraries.oneOf(
                Arbitraries.of("\n", "\r\n", "\r", "a", "é", "€", "\ud83d\ude00")
                        .map(LineCutterTest::utf8),
                Arbitraries.integers().between(LONGEST - 4, LONGEST + 4).map(length -> utf8("x".repeat(length))),
                Arbitraries.integers().between(5_000, 6_000).map(length -> utf8("€".repeat(length))),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(6));
        return part.list().ofMaxSize(12).map(LineCutterTest::join);
    }

    @Provide
    Arbitrary<String> wide() {
        return Arbitraries.integers()
                .between(0, 3)
                .flatMap(start -> Arbitraries.of("é", "€", "\ud83d\ude00")
                        .map(character -> "x".repeat(start) + character.repeat(20_000)));
    }

    @Test
    void takesBothKindsOfLineEnds() {
        assertThat(atOnce(utf8("a\nb\r\n\n\r\nc\rd\n"))).containsExactly("-a", "-b", "-", "-", "-c\rd");
    }

    @Test
    void keepsALastLineWithoutEnd() {
        assertThat(atOnce(utf8("a\nlast"))).containsExactly("-a", "-last");
        assertThat(atOnce(utf8("a\n"))).containsExactly("-a");
        assertThat(atOnce(utf8("a\r"))).containsExactly("-a\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void aLineOfTheGreatestLengthIsWhole(String end) {
        assertThat(atOnce(utf8("x".repeat(LONGEST) + end))).containsExactly("-" + "x".repeat(LONGEST));
    }

    @Test
    void aLongerOneIsCut() {
        assertThat(atOnce(utf8("x".repeat(LONGEST) + "y\nz\n"))).containsExactly("-" + "x".repeat(LONGEST), "+y", "-z");
    }

    @Test
    void holdsNoMoreThanALine() {
        List<Integer> lengths = new ArrayList<>();
        LineCutter cutter = new LineCutter((bytes, offset, length, goesOn) -> lengths.add(length));
        byte[] much = new byte[1 << 20];

        cutter.accept(much, 0, much.length);

        assertThat(lengths).hasSize((1 << 20) / LONGEST - 1).containsOnly(LONGEST);
    }

    private static List<String> atOnce(byte[] output) {
        List<String> lines = new ArrayList<>();
        LineCutter cutter = collecting(lines);
        cutter.accept(output, 0, output.length);
        cutter.end();
        return lines;
    }

    private static List<String> inPieces(byte[] output, Random random) {
        List<String> lines = new ArrayList<>();
        LineCutter cutter = collecting(lines);
        for (int at = 0; at < output.length; ) {
            int most = random.nextBoolean() ? 3 : 10_000;
            int length = Math.min(output.length - at, 1 + random.nextInt(most));
            byte[] chunk = new byte[length + 2];
            System.arraycopy(output, at, chunk, 1, length);
            cutter.accept(chunk, 1, length);
            at += length;
        }
        cutter.end();
        return lines;
    }

    private static LineCutter collecting(List<String> lines) {
        return new LineCutter((bytes, offset, length, goesOn) ->
                lines.add((goesOn ? "+" : "-") + new String(bytes, offset, length, StandardCharsets.ISO_8859_1)));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
