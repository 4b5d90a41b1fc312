package dev.baton.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class JsonTextTest {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Property(tries = 500)
    void whatIsWrittenIsReadBack(@ForAll("objects") Map<String, Object> object) throws IOException {
        byte[] bytes = JsonText.bytes(json -> JsonValues.any(json, object));

        assertThat(JsonText.readRequest(bytes, 0, bytes.length)).isEqualTo(object);
        assertThat(JsonText.readReply(bytes, 0, bytes.length)).isEqualTo(object);
    }

    @Property(tries = 2_000)
    void garbageIsRefusedWithoutAnyOtherFailure(@ForAll byte[] bytes) {
        try {
            assertThat(JsonText.readRequest(bytes, 0, bytes.length)).isNotNull();
        } catch (IOException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }

    @Property(tries = 1_000)
    void timestampsAreIso(@ForAll @LongRange(min = -70_000_000_000_000L, max = 300_000_000_000_000L) long millis) {
        Instant instant = Instant.ofEpochMilli(millis);

        assertThat(Timestamps.format(instant)).isEqualTo(ISO.format(instant));
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        Arbitrary<String> texts = Arbitraries.strings()
                .excludeChars('\ud800', '\udbff', '\udc00', '\udfff')
                .ofMaxLength(10);
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                texts.map(text -> (Object) text),
                Arbitraries.integers().map(number -> (Object) number),
                Arbitraries.of(true, false).map(flag -> (Object) flag),
                Arbitraries.doubles().map(number -> (Object) number));
        Arbitrary<List<Object>> lists = leaves.list().ofMaxSize(4);
        Arbitrary<Map<String, Object>> maps = Arbitraries.maps(texts, leaves).ofMaxSize(4);
        Arbitrary<Object> values =
                Arbitraries.oneOf(leaves, lists.map(list -> (Object) list), maps.map(map -> (Object) map));
        return Arbitraries.maps(texts, values).ofMaxSize(6);
    }
}
