package dev.baton.config;

import dev.baton.settings.Finding;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Expanded values that can be read in two ways, as text or as what the text looks like, with the way not taken. */
final class Alternatives {
    private final Map<String, @Nullable Object> others = new HashMap<>();

    void put(String path, @Nullable Object other) {
        others.put(path, other);
    }

    /** The way not taken at {@code path}; null if there is none, or if it is null. */
    @Nullable
    Object at(String path) {
        return others.get(path);
    }

    /** Where there is another way. */
    Set<String> paths() {
        return others.keySet();
    }

    /** The places of {@code findings} where the other way may be the right one. */
    Set<String> among(Collection<Finding> findings) {
        Set<String> paths = new HashSet<>();
        findings.stream().map(Finding::path).filter(others::containsKey).forEach(paths::add);
        return paths;
    }

    /** A copy of {@code object}, which stands at {@code path}, with the other way taken at {@code where}. */
    JsonObject swap(JsonObject object, String path, Set<String> where) {
        JsonObject result = new JsonObject();
        for (String key : object.fieldNames()) {
            result.put(key, swap(object.getValue(key), Places.join(path, key), where));
        }
        return result;
    }

    private @Nullable Object swap(@Nullable Object value, String path, Set<String> where) {
        if (where.contains(path)) {
            return others.get(path);
        }
        if (value instanceof JsonObject object) {
            return swap(object, path, where);
        }
        if (value instanceof JsonArray array) {
            JsonArray result = new JsonArray();
            for (int i = 0; i < array.size(); i++) {
                result.add(swap(array.getValue(i), Places.join(path, i), where));
            }
            return result;
        }
        return value;
    }
}
