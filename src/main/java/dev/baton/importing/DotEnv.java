package dev.baton.importing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The file {@code .env} that these tools read without being told to.
 *
 * @param path as it is to be named in a config
 * @param variables what it sets, empty if it can't be read; not to be shown to anybody
 */
public record DotEnv(String path, Map<String, String> variables) {
    /** Copies the map. */
    public DotEnv {
        Objects.requireNonNull(path, "path");
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    @Override
    public String toString() {
        return path;
    }
}
