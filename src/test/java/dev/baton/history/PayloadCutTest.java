package dev.baton.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PayloadCutTest {
    private static final int LONGEST_CHARACTER = 4;
    private static final int ELLIPSIS = 3;

    @Property
    void keepsWhatFitsAndCutsTheRestAsLateAsPossible(
            @ForAll("data") Map<String, Object> data, @ForAll @IntRange(min = 16, max = 300) int limit) {
        String json = new JsonObject(data).encode();

        String cut = new PayloadCut(limit).cut(data);

        if (json.getBytes(UTF_8).length <= limit) {
            assertThat(cut).isNull();
        } else {
            assertCut(cut, json, limit);
        }
    }

    @Example
    void cutsAtEveryByteOfCharactersOfAllSizes() {
        Map<String, Object> data = Map.of("k", "aé€😀\"\\\n\u0001zß→🎻".repeat(3));
        String json = new JsonObject(data).encode();
        int size = json.getBytes(UTF_8).length;

        IntStream.range(ELLIPSIS, size).forEach(limit -> assertCut(new PayloadCut(limit).cut(data), json, limit));
        assertThat(new PayloadCut(size).cut(data)).isNull();
    }

    @Example
    void cutsOnlyWhatIsLongerThanTheLimit() {
        int frame = "{'k':''}".length();
        assertThat(new PayloadCut(256).cut(Map.of("k", "x".repeat(256 - frame))))
                .isNull();
        assertThat(new PayloadCut(256).cut(Map.of("k", "x".repeat(257 - frame))))
                .isEqualTo("{\"k\":\"" + "x".repeat(247) + "…");
    }

    @Example
    void saysWhyDataCannotBeWritten() {
        String cut = new PayloadCut(64).cut(Map.of("k", new Unreadable()));

        assertThat(cut).startsWith("data that can't be written as JSON: ");
        assertThat(cut.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(64);
    }

    @Example
    void comesToAnEndOnDataThatContainsItself() {
        Map<String, Object> data = new HashMap<>();
        data.put("me", data);

        assertThat(new PayloadCut(64).cut(data)).startsWith("{\"me\":{\"me\":").endsWith("…");
        assertThat(new PayloadCut(HistorySettings.MAX_PAYLOAD_BYTES).cut(data))
                .startsWith("data that can't be written as JSON: ");
    }

    @Provide
    Arbitrary<Map<String, Object>> data() {
        Arbitrary<String> plain = Arbitraries.strings()
                .withChars("ab \"\\/\n\0\u001f\u007fé€\u2028")
                .ofMaxLength(60);
        Arbitrary<String> text =
                plain.flatMap(start -> Arbitraries.of("", "😀", "🎻🎻", "→").map(end -> start + end));
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                text.asGeneric(),
                Arbitraries.integers().asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.bigDecimals().asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.just(null));
        Arbitrary<Object> value = Arbitraries.oneOf(
                leaf,
                leaf.list().ofMaxSize(5).asGeneric(),
                leaf.list().ofMaxSize(3).map(JsonArray::new).asGeneric(),
                Arbitraries.maps(text, leaf).ofMaxSize(3).map(JsonObject::new).asGeneric(),
                Arbitraries.maps(text, leaf.list().ofMaxSize(3)).ofMaxSize(3).asGeneric());
        return Arbitraries.maps(text, value).ofMaxSize(5);
    }

    private static void assertCut(String cut, String json, int limit) {
        byte[] bytes = cut.getBytes(UTF_8);
        assertThat(new String(bytes, UTF_8)).as("valid UTF-8").isEqualTo(cut);
        assertThat(cut).endsWith("…");
        assertThat(json).startsWith(cut.substring(0, cut.length() - 1));
        assertThat(bytes.length).isBetween(Math.max(ELLIPSIS, limit - LONGEST_CHARACTER + 1), limit);
    }

    /** What no encoder can make JSON of. */
    static final class Unreadable {
        public Unreadable getSelf() {
            return this;
        }
    }
}
