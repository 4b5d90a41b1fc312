package dev.baton.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks and copies what goes into an event, so that an event never changes and never grows beyond its bound. */
public final class EventData {
    /** How large one event's data may be: the characters of all keys and strings, and 8 for every other value. */
    public static final int LIMIT = 16 * 1024;

    private static final int OTHER_VALUE = 8;
    private static final int DEEPEST = 16;

    private int size;

    private EventData() {}

    /**
     * A copy of {@code data} that nobody can change.
     *
     * @throws IllegalArgumentException if it holds anything but JSON values, nests deeper than 16, or exceeds
     *     {@link #LIMIT}; the message names the key
     */
    public static Map<String, Object> copyOf(Map<String, ?> data) {
        return new EventData().map("", data, 0);
    }

    private Map<String, Object> map(String path, Map<?, ?> source, int depth) {
        requireDepth(path, depth);
        Map<String, Object> copy = new LinkedHashMap<>(source.size() * 2);
        for (Map.Entry<?, ?> entry : source.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException(
                        "event data" + path + " has the key " + entry.getKey() + ": keys must be strings");
            }
            grow(key.length());
            copy.put(key, value(path, key, entry.getValue(), depth));
        }
        return Collections.unmodifiableMap(copy);
    }

    private List<Object> list(String path, List<?> source, int depth) {
        requireDepth(path, depth);
        List<Object> copy = new ArrayList<>(source.size());
        for (Object element : source) {
            copy.add(value(path, "[" + copy.size() + "]", element, depth));
        }
        return Collections.unmodifiableList(copy);
    }

    @SuppressWarnings("NullAway")
    private Object value(String path, String key, @Nullable Object value, int depth) {
        if (value instanceof String text) {
            grow(text.length());
            return text;
        }
        if (value instanceof Map<?, ?> map) {
            return map(path + '.' + key, map, depth + 1);
        }
        if (value instanceof List<?> list) {
            return list(path + '.' + key, list, depth + 1);
        }
        grow(OTHER_VALUE);
        if (value == null || value instanceof Boolean || isJsonNumber(value)) {
            return value;
        }
        throw new IllegalArgumentException("event data" + path + '.' + key + " is a "
                + value.getClass().getName()
                + ": use strings, finite numbers, booleans, null, lists and maps of these");
    }

    private static boolean isJsonNumber(Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number);
        }
        if (value instanceof Float number) {
            return Float.isFinite(number);
        }
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof java.math.BigDecimal
                || value instanceof java.math.BigInteger;
    }

    private void grow(int by) {
        size += by;
        if (size > LIMIT) {
            throw new IllegalArgumentException(
                    "event data is larger than " + LIMIT + " characters: emit a summary and keep the rest elsewhere");
        }
    }

    private static void requireDepth(String path, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "event data" + path + " nests deeper than " + DEEPEST + " levels: flatten it");
        }
    }
}
