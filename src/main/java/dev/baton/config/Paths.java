package dev.baton.config;

import dev.baton.settings.ShortForm;
import java.nio.file.Path;
import java.util.List;

/** One path, or several. */
record Paths(List<Path> paths) {
    static final Paths NONE = new Paths(List.of());

    Paths {
        paths = List.copyOf(paths);
    }

    @ShortForm
    static Paths of(String path) {
        return new Paths(List.of(Path.of(path)));
    }

    @ShortForm
    static Paths of(List<Path> paths) {
        return new Paths(paths);
    }
}
