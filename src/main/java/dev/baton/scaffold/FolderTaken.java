package dev.baton.scaffold;

import java.io.IOException;
import java.nio.file.Path;

/** Where a project was to go something is there already; the message says what, and what to do. */
public final class FolderTaken extends IOException {
    private static final long serialVersionUID = 1L;

    FolderTaken(Path path, String why) {
        super(path + " " + why);
    }
}
