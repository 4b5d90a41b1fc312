package dev.baton.importing;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Reads {@code log_location} and {@code log_configuration}: where output goes, and how long it stays. */
final class LogFiles {
    private LogFiles() {}

    /** What is said of one process, or of all; empty if nothing is. */
    static JsonObject read(Keys keys, Words words, Draft draft) {
        JsonObject logs = new JsonObject();
        String location = words.plain("log_location", keys.text("log_location"));
        if (!location.isEmpty()) {
            int slash = location.lastIndexOf('/');
            logs.put("dir", slash < 0 ? "." : slash == 0 ? "/" : location.substring(0, slash));
            draft.lost(
                    keys.spot("log_location"),
                    keys.path("log_location"),
                    "Baton calls the files in a folder by the names of the agents, one for each: look for them in"
                            + " logs.dir");
        }
        keys.map("log_configuration").ifPresent(configuration -> {
            configuration.map("rotation").ifPresent(rotation -> rotation(rotation, draft, logs));
            Optional<String> other = configuration.names().stream()
                    .filter(name -> !name.equals("rotation") && configuration.asks(name))
                    .findFirst();
            other.ifPresent(name -> draft.lost(
                    configuration.spot(name),
                    configuration.path(name),
                    "Baton writes each line with its time and stream, and that can't be chosen: of log_configuration only"
                            + " the rotation by size is carried over"));
        });
        return logs;
    }

    private static void rotation(Keys rotation, Draft draft, JsonObject logs) {
        rotation.number("max_size_mb").stream()
                .filter(size -> size > 0)
                .forEach(size -> logs.put("maxSize", size + "MB"));
        rotation.number("max_backups").stream().filter(count -> count > 0).forEach(count -> logs.put("keep", count));
        if (rotation.asks("compress")) {
            logs.put("compress", true);
        }
        if (rotation.asks("max_age_days")) {
            draft.lost(
                    rotation.spot("max_age_days"),
                    rotation.path("max_age_days"),
                    "log files go by size and number, not by age: see logs.keep and logs.totalCap");
        }
    }
}
