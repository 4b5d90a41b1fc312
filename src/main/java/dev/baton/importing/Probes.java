package dev.baton.importing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code readiness_probe} and {@code liveness_probe}. */
final class Probes {
    private static final int OK = 200;
    private static final int DEFAULT_PERIOD = 10;
    private static final Map<String, String> TIMES = Map.of(
            "initial_delay_seconds", "initialDelay",
            "timeout_seconds", "timeout");
    private static final Map<String, String> COUNTS = Map.of(
            "success_threshold", "successThreshold",
            "failure_threshold", "failureThreshold");

    private final Draft draft;
    private final Words words;
    private final List<String> shell;

    /** @param shell what runs a command line */
    Probes(Draft draft, Words words, List<String> shell) {
        this.draft = draft;
        this.words = words;
        this.shell = shell;
    }

    /** The probe that {@code process} has under {@code key}; empty if it has none that can be had here. */
    Optional<JsonObject> read(Keys process, String key) {
        Optional<Keys> probe = process.map(key);
        if (probe.isEmpty()) {
            return Optional.empty();
        }
        Keys keys = probe.get();
        JsonObject read = new JsonObject();
        keys.map("exec").ifPresent(exec -> read.put("exec", exec(exec, key, process)));
        if (read.isEmpty()) {
            keys.map("http_get").ifPresent(http -> read.put("http", http(http, key)));
        }
        if (read.isEmpty()) {
            draft.broken(
                    process.spot(key),
                    process.path(key),
                    "it has neither exec nor http_get, so there is nothing to ask");
            return Optional.empty();
        }
        read.put("period", keys.number("period_seconds").orElse(DEFAULT_PERIOD) + "s");
        TIMES.forEach((theirs, ours) -> keys.number(theirs).ifPresent(seconds -> read.put(ours, seconds + "s")));
        COUNTS.forEach((theirs, ours) ->
                keys.number(theirs).stream().filter(count -> count > 0).forEach(count -> read.put(ours, count)));
        return Optional.of(read);
    }

    private JsonArray exec(Keys exec, String key, Keys process) {
        String command = words.forShell(key, exec.text("command"));
        String folder = exec.text("working_dir");
        boolean elsewhere = !folder.isEmpty() && !folder.equals(process.text("working_dir"));
        JsonArray line = new JsonArray();
        shell.forEach(line::add);
        return line.add(elsewhere ? "cd " + Shell.quoted(words.plain(key, folder)) + " && " + command : command);
    }

    private String http(Keys http, String key) {
        String scheme = or(http.text("scheme"), "http");
        String host = or(http.text("host"), "127.0.0.1");
        String port = http.text("port").isEmpty() ? http.text("num_port") : http.text("port");
        String path = or(http.text("path"), "/");
        if (http.asks("headers")) {
            draft.lost(
                    http.spot("headers"),
                    http.path("headers"),
                    "Baton asks without headers: ask a path that needs none, or probe by exec with curl -H");
        }
        http.number("status_code").stream()
                .filter(status -> status != OK)
                .forEach(status -> draft.lost(
                        http.spot("status_code"),
                        http.path("status_code"),
                        "any status from 200 to 399 is a success here: probe by exec with curl if it must be "
                                + status));
        return words.plain(
                key,
                scheme + "://" + host + (port.isEmpty() ? "" : ":" + port) + (path.startsWith("/") ? "" : "/") + path);
    }

    private static String or(String text, String fallback) {
        return text.isBlank() ? fallback : text;
    }
}
