package dev.baton.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** The values that several answers have: durations, names, and what agents and config files put there. */
final class JsonValues {
    private JsonValues() {}

    static void text(JsonGenerator json, String field, @Nullable String value) throws IOException {
        json.writeFieldName(field);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    static void number(JsonGenerator json, String field, @Nullable Number value) throws IOException {
        json.writeFieldName(field);
        any(json, value);
    }

    /** Seconds, to the millisecond. */
    static void seconds(JsonGenerator json, String field, @Nullable Duration value) throws IOException {
        json.writeFieldName(field);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(seconds(value.toMillis()));
        }
    }

    private static String seconds(long millis) {
        long fraction = millis % 1_000;
        if (fraction == 0) {
            return Long.toString(millis / 1_000);
        }
        // Never in powers of ten, as doubles are written beyond a few months.
        return millis / 1_000 + "." + Long.toString(1_000 + fraction).substring(1);
    }

    /** Milliseconds, to the microsecond. */
    static void millis(JsonGenerator json, String field, @Nullable Duration value) throws IOException {
        json.writeFieldName(field);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(seconds(value.toNanos() / 1_000));
        }
    }

    static void texts(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    static void counts(JsonGenerator json, String field, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(field);
        for (Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    /** Whatever a map of JSON may hold; what it may not is written as its text. */
    static void any(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof JsonObject object) {
            object(json, object.getMap());
        } else if (value instanceof Map<?, ?> map) {
            object(json, map);
        } else if (value instanceof JsonArray array) {
            array(json, array.getList());
        } else if (value instanceof List<?> list) {
            array(json, list);
        } else {
            json.writeString(value.toString());
        }
    }

    private static void object(JsonGenerator json, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            any(json, entry.getValue());
        }
        json.writeEndObject();
    }

    private static void array(JsonGenerator json, List<?> list) throws IOException {
        json.writeStartArray();
        for (Object value : list) {
            any(json, value);
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, Number number) throws IOException {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            json.writeNumber(number.longValue());
        } else if (number instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof Float single) {
            json.writeNumber(single);
        } else {
            json.writeNumber(number.doubleValue());
        }
    }
}
