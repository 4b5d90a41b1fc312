package dev.baton.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source made of single settings, each under its path. */
final class Overlay {
    private final JsonObject tree = new JsonObject();
    private final Places places = new Places();
    private final Report report;

    Overlay(Report report) {
        this.report = report;
    }

    Source source() {
        return new Source(tree, places);
    }

    /** Sets what {@code keys} lead to; {@code text} is read as YAML, unless text is what is wanted there. */
    void set(List<String> keys, String source, String text) {
        String path = String.join(".", keys);
        Optional<Scalars.Value> read = YamlText.value(source, path, Where.under(keys), text, report);
        if (read.isEmpty()) {
            return;
        }
        @Nullable Object value = read.get().json();
        boolean looksLikeText = !(value instanceof Number) && !(value instanceof Boolean);
        put(keys, Sections.isText(path) && !looksLikeText ? text : value, new Place(Location.of(source), null, false));
    }

    private void put(List<String> keys, @Nullable Object value, Place place) {
        JsonObject at = tree;
        String path = "";
        for (String key : keys.subList(0, keys.size() - 1)) {
            path = Places.join(path, key);
            places.put(path, place);
            if (!(at.getValue(key) instanceof JsonObject)) {
                at.put(key, new JsonObject());
            }
            at = at.getJsonObject(key);
        }
        String last = keys.get(keys.size() - 1);
        at.put(last, value);
        mark(Places.join(path, last), value, place);
    }

    private void mark(String path, @Nullable Object value, Place place) {
        places.put(path, place);
        if (value instanceof JsonObject object) {
            for (Map.Entry<String, Object> entry : object) {
                mark(Places.join(path, entry.getKey()), entry.getValue(), place);
            }
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                mark(Places.join(path, i), array.getValue(i), place);
            }
        }
    }
}
