package dev.baton.scaffold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a new project. */
final class Part {
    private final String path;
    private final byte[] content;
    private final boolean isExecutable;

    /**
     * A file with this content.
     *
     * @param path where it goes, relative to the project's folder
     */
    Part(String path, byte[] content) {
        this(path, content, false);
    }

    private Part(String path, byte[] content, boolean isExecutable) {
        this.path = path;
        this.content = content;
        this.isExecutable = isExecutable;
    }

    static Part text(String path, String text) {
        return new Part(path, text.getBytes(StandardCharsets.UTF_8));
    }

    static Part script(String path, String text) {
        return new Part(path, text.getBytes(StandardCharsets.UTF_8), true);
    }

    String path() {
        return path;
    }

    byte[] content() {
        return content;
    }

    void writeTo(Path file) throws IOException {
        Files.write(file, content);
        if (isExecutable && !file.toFile().setExecutable(true, false)) {
            throw new IOException(file + " can't be made executable");
        }
    }
}
