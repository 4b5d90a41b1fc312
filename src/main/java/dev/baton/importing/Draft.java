package dev.baton.importing;

import dev.baton.settings.Severity;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An {@link Imported} in the making. */
final class Draft {
    /** With fewer agents Baton's default is enough. */
    private static final int DEFAULT_WORKERS = 5;

    private static final int MOST_NOTES = 1_000;

    private final String kind;
    private final JsonObject orchestrator = new JsonObject();
    private final JsonObject logs = new JsonObject();
    private final Map<String, JsonObject> agents = new LinkedHashMap<>();
    private final Map<String, JsonObject> leftOut = new LinkedHashMap<>();
    private final Map<String, String> descriptions = new HashMap<>();
    private final Map<String, String> sources = new HashMap<>();
    private final Map<String, Spot> spots = new HashMap<>();
    private final List<Note> notes = new ArrayList<>();
    private int workers;

    Draft(String kind) {
        this.kind = kind;
    }

    JsonObject orchestrator() {
        return orchestrator;
    }

    /** Says where the output of all agents goes. */
    void logs(JsonObject keys) {
        logs.mergeIn(keys);
    }

    /** @param count how many there are of it */
    void agent(String name, JsonObject keys, int count, Spot spot) {
        agents.put(name, keys);
        spots.put("agents." + name, spot);
        workers += count;
    }

    void leaveOut(String name, JsonObject keys) {
        leftOut.put(name, keys);
    }

    void describe(String name, String text) {
        descriptions.put(name, text);
    }

    /** Says which part of the file {@code agent} is made of. */
    void source(String agent, String path) {
        sources.put(agent, path);
    }

    /** Says where the key {@code key} of {@code agent} comes from. */
    void place(String agent, String key, Spot spot) {
        spots.put("agents." + agent + '.' + key, spot);
    }

    void lost(Spot spot, String path, String message) {
        note(Severity.WARNING, spot, path, message);
    }

    void broken(Spot spot, String path, String message) {
        note(Severity.ERROR, spot, path, message);
    }

    private void note(Severity severity, Spot spot, String path, String message) {
        Note note = new Note(severity, spot, path, message);
        // Copies of one process all have the same to say.
        if (notes.size() < MOST_NOTES && !notes.contains(note)) {
            notes.add(note);
        }
    }

    Imported finished() {
        JsonObject config = new JsonObject();
        if (workers > DEFAULT_WORKERS) {
            orchestrator.put("maxWorkers", workers);
        }
        if (!orchestrator.isEmpty()) {
            config.put("orchestrator", orchestrator);
        }
        if (!logs.isEmpty()) {
            config.put("logs", logs);
        }
        JsonObject section = new JsonObject();
        agents.forEach(section::put);
        config.put("agents", section);
        notes.sort(Comparator.comparingInt((Note note) -> note.spot().line())
                .thenComparingInt(note -> note.spot().column()));
        return new Imported(kind, config, spots, leftOut, sources, descriptions, notes);
    }
}
