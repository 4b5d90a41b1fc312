package dev.baton.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the values of a tree were written, by path: {@code agents.x.config}, {@code orchestrator.agentsPath[0]}. */
final class Places {
    private final Map<String, Place> places = new HashMap<>();

    void put(String path, Place place) {
        places.put(path, place);
    }

    /** Adds those of a stronger source. */
    void override(Places stronger) {
        places.putAll(stronger.places);
    }

    Optional<Place> exactly(String path) {
        return Optional.ofNullable(places.get(path));
    }

    /** The place of {@code path} or, if nothing was written there, of what surrounds it. */
    Optional<Place> nearest(String path) {
        String at = path;
        while (!at.isEmpty()) {
            Place place = places.get(at);
            if (place != null) {
                return Optional.of(place);
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return Optional.empty();
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }

    static String join(String path, int index) {
        return path + '[' + index + ']';
    }
}
