package dev.baton.config;

import dev.baton.settings.ShortForm;
import java.nio.file.Path;
import java.util.List;

/** One path, or several. No record, or a map of its components could be written too. */
final class Paths {
    static final Paths NONE = new Paths(List.of());

    private final List<Path> paths;

    private Paths(List<Path> paths) {
        this.paths = List.copyOf(paths);
    }

    @ShortForm
    static Paths of(String path) {
        if (path.isBlank()) {
            throw new IllegalArgumentException("must be a path, or a list of paths");
        }
        return new Paths(List.of(Path.of(path)));
    }

    @ShortForm
    static Paths of(List<Path> paths) {
        return new Paths(paths);
    }

    List<Path> paths() {
        return paths;
    }
}
