package dev.baton.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder whose files come from a ConfigMap or a Secret, changed as kubelet does it (its AtomicWriter): each file is a link
 * through the link {@code ..data} into a folder of its own, and only {@code ..data} ever changes, at once for all of them.
 */
public final class ProjectedVolume {
    private static final String DATA = "..data";

    private final Path folder;
    private int revision;

    /** In {@code folder}, which is made if it isn't there. */
    public ProjectedVolume(Path folder) {
        this.folder = folder;
    }

    /** From now on these files, by name, are in it, with these texts. */
    public ProjectedVolume write(Map<String, String> files) {
        try {
            Files.createDirectories(folder);
            Path before =
                    Files.exists(folder.resolve(DATA)) ? folder.resolve(DATA).toRealPath() : null;
            revision++;
            Path now = Files.createDirectory(folder.resolve("..2026_01_01_00_00_00." + revision));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(now.resolve(file.getKey()), file.getValue());
            }
            Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), now.getFileName());
            Files.move(link, folder.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
            for (String name : files.keySet()) {
                if (!Files.isSymbolicLink(folder.resolve(name))) {
                    Files.createSymbolicLink(folder.resolve(name), Path.of(DATA, name));
                }
            }
            if (before != null) {
                delete(before);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path flat) throws IOException {
        try (Stream<Path> files = Files.list(flat)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(flat);
    }
}
