package dev.baton.history;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON text of data until a number of bytes of UTF-8 is reached. The text is the one Vert.x writes; it is
 * written here because Vert.x can't be told to stop.
 */
final class BoundedJson {
    static final char ELLIPSIS = '…';

    private static final int ELLIPSIS_BYTES = 3;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    /** As deep as Vert.x's encoder goes. */
    private static final int MAX_DEPTH = 1_000;

    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private int bytes;
    private int depth;
    private int end;
    private boolean full;

    private BoundedJson(int limit) {
        this.limit = limit;
    }

    /** Null when the JSON of {@code data} takes at most {@code limit} bytes, else its beginning, ending in {@code …}. */
    static @Nullable String write(Map<String, Object> data, int limit) {
        BoundedJson json = new BoundedJson(limit);
        json.value(data);
        return json.full ? json.cut() : null;
    }

    /** {@code plain} itself when it takes at most {@code limit} bytes, else its beginning, ending in {@code …}. */
    static String shorten(String plain, int limit) {
        BoundedJson json = new BoundedJson(limit);
        json.raw(plain);
        return json.full ? json.cut() : plain;
    }

    /** Whether {@code c} is written in a JSON string as the one byte it is. */
    static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
    }

    private String cut() {
        text.setLength(end);
        return text.append(ELLIPSIS).toString();
    }

    private void value(@Nullable Object value) {
        if (value instanceof String string) {
            string(string);
        } else if (value instanceof JsonObject object) {
            object(object.getMap());
        } else if (value instanceof JsonArray array) {
            array(array.getList());
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof List<?> list) {
            array(list);
        } else if (value == null || value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            raw(String.valueOf(value));
        } else {
            raw(Json.encode(value));
        }
    }

    private void object(Map<?, ?> map) {
        open('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (full) {
                return;
            }
            raw(separator);
            separator = ",";
            string(String.valueOf(entry.getKey()));
            raw(":");
            value(entry.getValue());
        }
        close('}');
    }

    private void array(List<?> list) {
        open('[');
        String separator = "";
        for (Object value : list) {
            if (full) {
                return;
            }
            raw(separator);
            separator = ",";
            value(value);
        }
        close(']');
    }

    private void open(char bracket) {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("it is nested more than %d deep".formatted(MAX_DEPTH));
        }
        put(bracket, 1);
    }

    private void close(char bracket) {
        depth--;
        put(bracket, 1);
    }

    private void string(String string) {
        put('"', 1);
        for (int i = 0; i < string.length() && !full; i += Character.charCount(string.codePointAt(i))) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> raw("\\\"");
                case '\\' -> raw("\\\\");
                case '\b' -> raw("\\b");
                case '\t' -> raw("\\t");
                case '\n' -> raw("\\n");
                case '\f' -> raw("\\f");
                case '\r' -> raw("\\r");
                default -> {
                    if (c < ' ') {
                        raw("\\u" + HEX.toHexDigits(c));
                    } else {
                        character(string.codePointAt(i));
                    }
                }
            }
        }
        put('"', 1);
    }

    private void raw(String string) {
        for (int i = 0; i < string.length() && !full; i += Character.charCount(string.codePointAt(i))) {
            character(string.codePointAt(i));
        }
    }

    private void character(int codePoint) {
        put(codePoint, codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4);
    }

    private void put(int codePoint, int size) {
        full |= bytes + size > limit;
        if (full) {
            return;
        }
        text.appendCodePoint(codePoint);
        bytes += size;
        if (bytes <= limit - ELLIPSIS_BYTES) {
            end = text.length();
        }
    }
}
