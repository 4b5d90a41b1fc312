package dev.baton.control.http;

import dev.baton.command.CommandFailure;
import dev.baton.settings.Durations;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of one request, which are as the contract says. */
final class Asked {
    /** No parameter at all. */
    static final Asked NOTHING = new Asked(Map.of());

    private final Map<String, Object> values;

    Asked(Map<String, Object> values) {
        this.values = values;
    }

    String name() {
        return String.valueOf(values.get("name"));
    }

    List<String> names() {
        return values.get("name") instanceof JsonArray names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    @Nullable
    String text(String parameter) {
        return (String) values.get(parameter);
    }

    boolean flag(String parameter, boolean preset) {
        return values.get(parameter) instanceof Boolean flag ? flag : preset;
    }

    int count(String parameter, int preset) {
        return values.get(parameter) instanceof Long number ? number.intValue() : preset;
    }

    /** Throws 400 if it is neither a number nor positions. */
    After after(String parameter) {
        return After.read(parameter, text(parameter));
    }

    @Nullable
    String node() {
        return text("node");
    }

    /** Throws 400 if it is none. */
    @Nullable
    Duration duration(String parameter) {
        String text = text(parameter);
        if (text == null) {
            return null;
        }
        try {
            return text.matches("[0-9]+(\\.[0-9]+)?")
                    ? Durations.ofSeconds(Double.valueOf(text))
                    : Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.malformed(parameter + " is '" + Shown.text(text)
                    + "'; it must be a number of seconds, or a duration such as 5m");
        }
    }
}
