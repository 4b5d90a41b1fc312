package dev.baton.cluster.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The values in records that are no records. */
final class Scalars {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Scalars() {}

    /** Writes one value. */
    private interface Writing<T> {
        void write(T value, JsonGenerator json, SerializerProvider others) throws IOException;
    }

    /** Reads one value. */
    private interface Reading<T> {
        T read(JsonParser json) throws IOException;
    }

    static Module module() {
        SimpleModule module = new SimpleModule("scalars");
        add(module, Duration.class, (value, json, others) -> json.writeNumber(nanos(value)), Scalars::duration);
        add(
                module,
                Instant.class,
                (value, json, others) -> json.writeString(value.toString()),
                json -> Instant.parse(json.getText()));
        add(
                module,
                Path.class,
                (value, json, others) -> json.writeString(value.toString()),
                json -> Path.of(json.getText()));
        add(
                module,
                JsonObject.class,
                (value, json, others) -> others.defaultSerializeValue(value.getMap(), json),
                json -> new JsonObject(json.<Map<String, Object>>readValueAs(OBJECT)));
        module.addSerializer(
                JsonArray.class,
                serializer((value, json, others) -> others.defaultSerializeValue(value.getList(), json)));
        return module;
    }

    /** As far as a number goes, which is 292 years. */
    private static long nanos(Duration duration) {
        if (duration.compareTo(LONGEST) > 0) {
            return Long.MAX_VALUE;
        }
        return duration.compareTo(LONGEST.negated()) < 0 ? -Long.MAX_VALUE : duration.toNanos();
    }

    private static Duration duration(JsonParser json) throws IOException {
        return Duration.ofNanos(json.getLongValue());
    }

    private static <T> void add(SimpleModule module, Class<T> type, Writing<? super T> writing, Reading<T> reading) {
        module.addSerializer(type, serializer(writing));
        module.addDeserializer(type, deserializer(type, reading));
    }

    private static <T> JsonSerializer<T> serializer(Writing<? super T> writing) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider others) throws IOException {
                writing.write(value, json, others);
            }
        };
    }

    private static <T> JsonDeserializer<T> deserializer(Class<T> type, Reading<T> reading) {
        return new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
                try {
                    return reading.read(json);
                } catch (RuntimeException wrong) {
                    throw JsonMappingException.from(
                            json,
                            "what should be a " + type.getSimpleName() + " is none: " + wrong.getMessage(),
                            wrong);
                }
            }
        };
    }
}
