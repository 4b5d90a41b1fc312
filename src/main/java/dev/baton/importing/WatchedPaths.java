package dev.baton.importing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads {@code watch}: which files restart a process when they change. */
final class WatchedPaths {
    private WatchedPaths() {}

    /** The globs, relative to Baton's folder; those that begin with {@code !} take away. */
    static JsonArray read(Keys watch, String workingDir, UnaryOperator<String> words, Draft draft) {
        JsonArray globs = new JsonArray();
        if (watch.value("paths") instanceof JsonArray paths) {
            for (@Nullable Object each : paths) {
                if (each instanceof JsonObject path) {
                    add(path, workingDir, words, globs);
                }
            }
        }
        if (watch.yes("cascade")) {
            draft.lost(
                    watch.spot("cascade"),
                    watch.path("cascade"),
                    "only the agent itself is restarted: write onDependencyFailure: restart in those that depend on it");
        }
        for (String key : List.of("debounce", "max_entries", "buffer_size", "disable_default_excludes")) {
            if (watch.asks(key)) {
                draft.lost(
                        watch.spot(key), watch.path(key), "this can't be chosen: see watch in Baton's documentation");
            }
        }
        return globs;
    }

    private static void add(JsonObject path, String workingDir, UnaryOperator<String> words, JsonArray globs) {
        String root = words.apply(String.valueOf(path.getValue("path", "")));
        String base = root.startsWith("/") || workingDir.isEmpty() ? root : workingDir + '/' + root;
        String plain = base.replaceAll("(^|/)(\\./)+", "$1").replaceAll("(?<=.)/+\\.?$", "");
        String prefix = plain.isEmpty() || plain.equals(".") ? "" : plain.equals("/") ? "/" : plain + '/';
        List<String> included = texts(path.getValue("include"));
        if (included.isEmpty()) {
            globs.add(prefix + "**");
        }
        included.forEach(glob -> globs.add(prefix + below(words.apply(glob))));
        for (String glob : texts(path.getValue("exclude"))) {
            String excluded = prefix + below(words.apply(glob));
            globs.add('!' + excluded).add('!' + excluded + "/**");
        }
    }

    /** Without a slash it means a name at any depth. */
    private static String below(String glob) {
        return glob.contains("/") ? glob.replaceAll("^/+", "") : "**/" + glob;
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof JsonArray array
                ? array.stream().map(String::valueOf).toList()
                : list == null ? List.of() : List.of(list.toString());
    }
}
