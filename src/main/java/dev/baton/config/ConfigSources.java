package dev.baton.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What settings are made of, weakest first: each source overrides those before it.
 *
 * @param files YAML files, or JSON files if their names end in {@code .json}
 * @param environment the environment: {@code BATON_…} variables, and what <code>${VAR}</code> stands for
 * @param overrides what {@code --set} said, each {@code a.b=c}
 */
public record ConfigSources(List<Path> files, Map<String, String> environment, List<String> overrides) {

    /** Copies the collections. */
    public ConfigSources {
        files = List.copyOf(files);
        environment = Map.copyOf(environment);
        overrides = List.copyOf(overrides);
    }

    /** Files alone. */
    public static ConfigSources of(Path... files) {
        return new ConfigSources(List.of(files), Map.of(), List.of());
    }
}
