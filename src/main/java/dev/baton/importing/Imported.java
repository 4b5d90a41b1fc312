package dev.baton.importing;

import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a file.
 *
 * @param kind what the file is, such as "Procfile"
 * @param config as it would stand in a config file; not to be changed
 * @param spots where what is in {@code config} comes from, by its path there
 * @param leftOut agents that would not do what the processes did, and so are not in {@code config}; by name
 * @param sources the path, in the file that is read, of what an agent is made of; by name
 * @param descriptions what the file says of agents, by name
 * @param notes what could not be carried over, in the order of the file
 */
public record Imported(
        String kind,
        JsonObject config,
        Map<String, Spot> spots,
        Map<String, JsonObject> leftOut,
        Map<String, String> sources,
        Map<String, String> descriptions,
        List<Note> notes) {

    /** Copies the collections. */
    public Imported {
        spots = Map.copyOf(spots);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
        sources = Map.copyOf(sources);
        descriptions = Map.copyOf(descriptions);
        notes = List.copyOf(notes);
    }

    /** Whether nothing had to be left behind. */
    public boolean isComplete() {
        return notes.isEmpty();
    }
}
