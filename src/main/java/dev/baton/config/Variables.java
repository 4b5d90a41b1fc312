package dev.baton.config;

import dev.baton.settings.ShortForm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Environment variables as they are written: numbers and booleans need no quotes. */
final class Variables {
    static final Variables NONE = new Variables(Map.of());
    private static final Pattern NAME = Pattern.compile("[^=\\x00]+");

    private final Map<String, String> values;

    private Variables(Map<String, String> values) {
        this.values = values;
    }

    @ShortForm
    static Variables of(Map<String, Object> written) {
        Map<String, String> values = new LinkedHashMap<>();
        written.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("has the name '" + name + "', which no variable can have");
            }
            if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
                throw new IllegalArgumentException("must have text, a number, true or false for '" + name + "'");
            }
            String text = value.toString();
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("has a NUL character in '" + name + "', which no variable can have");
            }
            values.put(name, text);
        });
        return new Variables(values);
    }

    Map<String, String> values() {
        return values;
    }
}
