package dev.baton.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.settings.RecordMapperTest.Everything;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordMapperPropertyTest {

    @Property
    void eitherMapsOrSaysWhyNot(@ForAll("anyJson") JsonObject json) {
        Findings findings = new Findings();

        Optional<Everything> mapped = RecordMapper.tryMap(json, Everything.class, findings);

        assertThat(mapped.isPresent()).isEqualTo(findings.all().isEmpty());
    }

    @Property
    void guessesForAnyKey(@ForAll String key) {
        assertThat(RecordMapper.unknownKey(key, RecordMapper.keys(Everything.class)))
                .startsWith("unknown key '");
    }

    @Provide
    Arbitrary<JsonObject> anyJson() {
        Arbitrary<String> keys = Arbitraries.oneOf(
                Arbitraries.of(RecordMapper.keys(Everything.class)),
                Arbitraries.strings().ofMaxLength(5));
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(8).asGeneric(),
                Arbitraries.integers().asGeneric(),
                Arbitraries.bigIntegers().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY).asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.of("1s", "ON", "off", "PT1S", "5").asGeneric());
        return objects(keys, Arbitraries.lazy(() -> values(keys, scalars)).injectNull(0.1));
    }

    private static Arbitrary<Object> values(Arbitrary<String> keys, Arbitrary<Object> scalars) {
        return Arbitraries.oneOf(
                scalars,
                scalars.list().ofMaxSize(3).map(JsonArray::new).asGeneric(),
                objects(keys, scalars.injectNull(0.2)).asGeneric());
    }

    private static Arbitrary<JsonObject> objects(Arbitrary<String> keys, Arbitrary<Object> values) {
        return Arbitraries.maps(keys, values).ofMaxSize(8).map(JsonObject::new);
    }
}
