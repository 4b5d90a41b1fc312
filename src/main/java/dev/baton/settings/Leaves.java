package dev.baton.settings;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How single values are read, strictly: no number is made of text and no text of a number. A reader refuses with an
 * {@link IllegalArgumentException} whose message reads on from "x is y but".
 */
final class Leaves {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,19}(\\.\\d{1,19})?");
    private static final String WHOLE_NUMBER = "must be a whole number";
    private static final Map<Class<?>, Leaf> ALL = all();

    private Leaves() {}

    /** Reads one JSON value that is not null. */
    @FunctionalInterface
    interface Leaf {
        Object read(Object json);
    }

    static Optional<Leaf> of(Class<?> type) {
        return Optional.ofNullable(ALL.get(type));
    }

    private static Map<Class<?>, Leaf> all() {
        Map<Class<?>, Leaf> leaves = new HashMap<>();
        leaves.put(String.class, Leaves::text);
        leaves.put(boolean.class, Leaves::bool);
        leaves.put(Boolean.class, Leaves::bool);
        leaves.put(int.class, json -> (int) whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE));
        leaves.put(Integer.class, leaves.get(int.class));
        leaves.put(long.class, json -> whole(json, Long.MIN_VALUE, Long.MAX_VALUE));
        leaves.put(Long.class, leaves.get(long.class));
        leaves.put(double.class, Leaves::decimal);
        leaves.put(Double.class, Leaves::decimal);
        leaves.put(Duration.class, Leaves::duration);
        leaves.put(ByteSize.class, Leaves::size);
        leaves.put(Path.class, Leaves::path);
        leaves.put(JsonObject.class, json -> expect(JsonObject.class, json, "must be a map of keys and values"));
        leaves.put(JsonArray.class, json -> expect(JsonArray.class, json, "must be a list"));
        leaves.put(Object.class, json -> json);
        return Map.copyOf(leaves);
    }

    private static Object text(Object json) {
        if (json instanceof Number || json instanceof Boolean) {
            throw new IllegalArgumentException("must be text: put it in quotes, \"" + json + "\"");
        }
        return expect(String.class, json, "must be text");
    }

    private static Object bool(Object json) {
        if (json instanceof String text && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            throw new IllegalArgumentException("must be true or false: write it in small letters without the quotes");
        }
        return expect(Boolean.class, json, "must be true or false");
    }

    private static long whole(Object json, long min, long max) {
        if (!(json instanceof Number number)) {
            throw notANumber(json, WHOLE_NUMBER);
        }
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            long value = number.longValue();
            if (value >= min && value <= max) {
                return value;
            }
        } else if (!(number instanceof BigInteger)) {
            throw new IllegalArgumentException(WHOLE_NUMBER + ", without a fraction");
        }
        throw new IllegalArgumentException(WHOLE_NUMBER + " from " + min + " to " + max);
    }

    private static Object decimal(Object json) {
        if (!(json instanceof Number number)) {
            throw notANumber(json, "must be a number");
        }
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("must be a finite number");
        }
        return value;
    }

    private static Object duration(Object json) {
        if (json instanceof Number seconds) {
            return Durations.ofSeconds(seconds);
        }
        return Durations.parse((String) expect(String.class, json, "must be a duration such as 250ms, 1s or 5m"));
    }

    private static Object size(Object json) {
        if (json instanceof Number) {
            return ByteSize.ofBytes(whole(json, 0, Long.MAX_VALUE));
        }
        return ByteSize.parse((String) expect(String.class, json, "must be a number of bytes, or text such as 50MB"));
    }

    private static Object path(Object json) {
        String text = (String) text(json);
        if (text.isBlank()) {
            throw new IllegalArgumentException("must be a path: write . for the current folder");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be a path: " + e.getReason(), e);
        }
    }

    private static IllegalArgumentException notANumber(Object json, String rule) {
        boolean quoted = json instanceof String text && NUMBER.matcher(text).matches();
        return new IllegalArgumentException(quoted ? rule + ": write " + json + " without the quotes" : rule);
    }

    private static Object expect(Class<?> type, Object json, String rule) {
        if (!type.isInstance(json)) {
            throw new IllegalArgumentException(rule);
        }
        return json;
    }
}
