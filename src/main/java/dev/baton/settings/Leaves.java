package dev.baton.settings;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How single values are read, strictly: no number is made of text and no text of a number. A reader refuses with an
 * {@link IllegalArgumentException} whose message reads on from "x is y but".
 */
final class Leaves {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,19}(\\.\\d{1,19})?");
    private static final String WHOLE_NUMBER = "must be a whole number";
    private static final Set<Class<?>> TYPES = Set.of(
            String.class,
            boolean.class,
            Boolean.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            double.class,
            Double.class,
            Duration.class,
            ByteSize.class,
            Path.class,
            JsonObject.class,
            JsonArray.class,
            Object.class);

    private Leaves() {}

    /** Whether values of {@code type} are read here. */
    static boolean has(Class<?> type) {
        return TYPES.contains(type);
    }

    /** The value of {@code type} that {@code json} is, which is not null. */
    static Object read(Class<?> type, Object json) {
        if (type == String.class) {
            return text(json);
        } else if (type == boolean.class || type == Boolean.class) {
            return bool(json);
        } else if (type == int.class || type == Integer.class) {
            return (int) whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (type == long.class || type == Long.class) {
            return whole(json, Long.MIN_VALUE, Long.MAX_VALUE);
        } else if (type == double.class || type == Double.class) {
            return decimal(json);
        } else if (type == Duration.class) {
            return duration(json);
        } else if (type == ByteSize.class) {
            return size(json);
        } else if (type == Path.class) {
            return path(json);
        } else if (type == JsonObject.class) {
            return expect(JsonObject.class, json, "must be a map of keys and values");
        } else if (type == JsonArray.class) {
            return expect(JsonArray.class, json, "must be a list");
        }
        return json;
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
