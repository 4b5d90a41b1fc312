package dev.baton.importing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map of the file that is read, with its place; lenient as process-compose is: {@code "5"} is as good as {@code 5}. */
final class Keys {
    private static final Set<String> YES = Set.of("true", "yes", "on", "y");
    private static final Set<String> NOTHING = Set.of("false", "no", "off", "n", "", "0", "none");

    private final JsonObject object;
    private final String path;
    private final Function<String, Spot> spots;

    Keys(JsonObject object, String path, Function<String, Spot> spots) {
        this.object = object;
        this.path = path;
        this.spots = spots;
    }

    JsonObject object() {
        return object;
    }

    Set<String> names() {
        return object.fieldNames();
    }

    @Nullable
    Object value(String key) {
        return object.getValue(key);
    }

    /** Its own place. */
    Spot spot() {
        return spots.apply(path);
    }

    /** Its own path. */
    String path() {
        return path;
    }

    String path(String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }

    Spot spot(String key) {
        return spots.apply(path(key));
    }

    /** Where what has this path in the whole file is written. */
    Spot spotAt(String wholePath) {
        return spots.apply(wholePath);
    }

    /** As text, whatever it is; empty if there is none. */
    String text(String key) {
        @Nullable Object value = object.getValue(key);
        return value == null || value instanceof JsonObject || value instanceof JsonArray ? "" : value.toString();
    }

    boolean yes(String key) {
        return YES.contains(text(key).toLowerCase(Locale.ROOT));
    }

    /** Whether it asks for something: it is there, and neither off nor empty. */
    boolean asks(String key) {
        @Nullable Object value = object.getValue(key);
        boolean empty = (value instanceof JsonObject inner && inner.isEmpty())
                || (value instanceof JsonArray array && array.isEmpty());
        return value != null && !empty && !NOTHING.contains(value.toString().toLowerCase(Locale.ROOT));
    }

    OptionalInt number(String key) {
        String text = text(key);
        return text.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** A map below this one. */
    Optional<Keys> map(String key) {
        return object.getValue(key) instanceof JsonObject inner
                ? Optional.of(new Keys(inner, path(key), spots))
                : Optional.empty();
    }

    /** The texts of a list, or the one text that stands in its place. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (object.getValue(key) instanceof JsonArray array) {
            for (Object each : array) {
                texts.add(String.valueOf(each));
            }
        } else if (!text(key).isEmpty()) {
            texts.add(text(key));
        }
        return texts;
    }
}
