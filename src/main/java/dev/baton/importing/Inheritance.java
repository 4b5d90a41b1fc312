package dev.baton.importing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves {@code extends} between processes: maps are merged, lists are appended, anything else is replaced by what the one
 * that extends says.
 */
final class Inheritance {
    private final Keys processes;
    private final Draft draft;

    Inheritance(Keys processes, Draft draft) {
        this.processes = processes;
        this.draft = draft;
    }

    /** {@code name}'s own keys over those that it inherits. */
    JsonObject resolved(String name) {
        return resolved(name, new HashSet<>());
    }

    private JsonObject resolved(String name, Set<String> descendants) {
        Optional<Keys> process = processes.map(name);
        if (process.isEmpty()) {
            return new JsonObject();
        }
        Keys own = process.get();
        String parent = own.text("extends");
        if (parent.isEmpty()) {
            return own.object();
        }
        descendants.add(name);
        if (processes.map(parent).isEmpty() || descendants.contains(parent)) {
            draft.broken(
                    own.spot("extends"),
                    own.path("extends"),
                    processes.map(parent).isEmpty()
                            ? "there is no process '" + parent + "' to extend"
                            : "it would extend itself: name another process");
            return own.object();
        }
        return over(resolved(parent, descendants), own.object());
    }

    private static JsonObject over(JsonObject base, JsonObject own) {
        JsonObject merged = base.copy();
        for (Map.Entry<String, Object> each : own) {
            Object before = merged.getValue(each.getKey());
            if (before instanceof JsonObject lower && each.getValue() instanceof JsonObject upper) {
                merged.put(each.getKey(), over(lower, upper));
            } else if (before instanceof JsonArray first && each.getValue() instanceof JsonArray then) {
                merged.put(each.getKey(), first.copy().addAll(then));
            } else {
                merged.put(each.getKey(), each.getValue());
            }
        }
        return merged;
    }
}
