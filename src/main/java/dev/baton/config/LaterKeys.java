package dev.baton.config;

import dev.baton.settings.Findings;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys of an agent that belong to the file format and that this version can't act upon. The value that asks for what
 * happens anyway is accepted; any other is an error, for nobody should believe to be protected by it.
 */
final class LaterKeys {
    private static final Object NONE = new Object();
    private static final Map<String, Object> ACCEPTED = accepted();

    private LaterKeys() {}

    static Set<String> names() {
        return ACCEPTED.keySet();
    }

    /** Adds an error for each that asks for something, and returns {@code entry} without them all. */
    static JsonObject refuse(JsonObject entry, Findings findings) {
        JsonObject rest = new JsonObject();
        for (String key : entry.fieldNames()) {
            @Nullable Object value = entry.getValue(key);
            if (!ACCEPTED.containsKey(key)) {
                rest.put(key, value);
            } else if (value != null && !value.equals(ACCEPTED.get(key))) {
                findings.error(key, message(key, ACCEPTED.get(key)));
            }
        }
        return rest;
    }

    private static String message(String key, Object accepted) {
        if (accepted == NONE) {
            return "'" + key + "' is not available in this version of Baton: leave it out";
        }
        return "of '" + key + "' only the value " + accepted
                + " is available in this version of Baton: write that, or leave it out";
    }

    private static Map<String, Object> accepted() {
        Map<String, Object> accepted = new LinkedHashMap<>();
        accepted.put("placement", "local");
        accepted.put("requires", NONE);
        accepted.put("spread", NONE);
        accepted.put("priority", NONE);
        return Collections.unmodifiableMap(accepted);
    }
}
