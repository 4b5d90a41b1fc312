package dev.baton.settings;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns JSON into records, strictly, and says everything that is wrong at once.
 *
 * <p>Keys are the names of the components, or what {@link Key} says. A component without a key takes its value from the
 * record's static constant {@code DEFAULT}, if it has one; else it is null if it is nullable and empty if it is an
 * {@link Optional}; else the key is missing. A null counts as left out for maps, lists and records; anything else that
 * isn't nullable needs a value.
 *
 * <p>Components may be text, booleans, int, long, double and their boxes, {@link java.time.Duration} (a number is
 * seconds; else see {@link Durations}), {@link ByteSize} (a number is bytes), enums, {@link java.nio.file.Path}, JsonObject, JsonArray, {@code Optional<T>},
 * {@code List<T>}, {@code Map<String, T>}, other records, types with a {@link ShortForm}, and Object for any value.
 * Nothing is converted silently: {@code "5"} is no number and {@code 5} no text.
 *
 * <p>A rule across keys belongs into the record's compact constructor, which refuses with an
 * {@link IllegalArgumentException}; if its message starts with a key, that is where the finding points to.
 */
public final class RecordMapper {
    private RecordMapper() {}

    /**
     * The record of {@code json}.
     *
     * @throws InvalidSettings with every finding
     */
    public static <R extends Record> R map(JsonObject json, Class<R> type) {
        Findings findings = new Findings();
        return tryMap(json, type, findings).orElseThrow(() -> new InvalidSettings(findings.all()));
    }

    /**
     * The record of {@code json}, or empty after adding at least one error. Never throws.
     *
     * @param findings where to add, under paths relative to {@code json}; elements of lists are {@code key[0]}
     */
    public static <R extends Record> Optional<R> tryMap(JsonObject json, Class<R> type, Findings findings) {
        return new Conversion(findings).record(json, type, "", null).map(type::cast);
    }

    /** The keys of {@code type}, in the order of its components. */
    public static Set<String> keys(Class<? extends Record> type) {
        return Collections.unmodifiableSet(
                new LinkedHashSet<>(RecordShape.of(type).components().keySet()));
    }

    /** The erased Java types of the keys of {@code type}, in the order of its components. */
    public static Map<String, Class<?>> types(Class<? extends Record> type) {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        RecordShape.of(type).components().forEach((key, component) -> types.put(key, component.getType()));
        return Collections.unmodifiableMap(types);
    }

    /** The key that was probably meant by {@code key}; case, {@code _} and {@code -} count for nothing. */
    public static Optional<String> nearest(String key, Collection<String> known) {
        return NearestKey.of(key, known);
    }

    /** A sentence on {@code key}, which isn't among {@code known}: with the nearest known key, or all of them. */
    public static String unknownKey(String key, Set<String> known) {
        String advice = nearest(key, known)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElse(known.isEmpty() ? "no keys are known here" : "known here: " + String.join(", ", known));
        return "unknown key " + Shown.key(key) + ": " + advice;
    }
}
