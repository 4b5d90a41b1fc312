package dev.baton.settings;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values and keys as messages quote them: short, on one line, and never a secret. */
final class Shown {
    private static final int LONGEST = 80;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Shown() {}

    static String key(String key) {
        return "'" + cut(key) + "'";
    }

    static String value(String key, @Nullable Object value) {
        if (value == null) {
            return "empty";
        }
        if (value instanceof JsonObject) {
            return "a map";
        }
        if (value instanceof JsonArray) {
            return "a list";
        }
        if (SecretKeys.isSecret(key)) {
            return SecretKeys.HIDDEN;
        }
        if (value instanceof Number || value instanceof Boolean) {
            return cut(value.toString());
        }
        return "'" + cut(value.toString()) + "'";
    }

    private static String cut(String text) {
        String clean = CONTROL.matcher(text).replaceAll("·");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
