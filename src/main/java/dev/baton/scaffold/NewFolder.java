package dev.baton.scaffold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A folder that is there whole or not at all: its files are written beside it, under another name, and it is moved into its
 * place when that is done.
 */
final class NewFolder {
    private final Path folder;
    private final Path draft;

    NewFolder(Path folder) {
        this.folder = folder;
        this.draft = folder.resolveSibling("." + folder.getFileName() + ".baton-create");
    }

    /**
     * Writes {@code parts}.
     *
     * @throws FolderTaken if something is there already; nothing has changed then
     * @throws IOException if it can't be written; nothing is left of it then
     */
    void write(List<Part> parts) throws IOException {
        requireFree();
        try {
            Files.createDirectory(draft);
        } catch (FileAlreadyExistsException e) {
            throw new FolderTaken(
                    draft,
                    "is the draft of another create, which is at work or was killed: wait for it, or"
                            + " remove the draft");
        }
        try {
            for (Part part : parts) {
                write(part);
            }
            moveIntoPlace();
        } finally {
            delete(draft);
        }
    }

    private void requireFree() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new FolderTaken(folder, "is a file: take another name, or move it away");
        }
        if (!entries(folder).isEmpty()) {
            throw new FolderTaken(folder, "is there already and not empty: take another name, or move it away");
        }
    }

    private void write(Part part) throws IOException {
        Path file = draft.resolve(part.path());
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        part.writeTo(file);
    }

    /** An empty folder that is there stays the same one, as somebody may stand in it. */
    private void moveIntoPlace() throws IOException {
        if (!Files.exists(folder)) {
            Files.move(draft, folder);
            return;
        }
        Deque<Path> moved = new ArrayDeque<>();
        try {
            for (Path entry : entries(draft)) {
                Path target = folder.resolve(entry.getFileName());
                Files.move(entry, target);
                moved.push(target);
            }
        } catch (IOException e) {
            moved.forEach(NewFolder::delete);
            throw e;
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what was begun can't be removed: remove " + tree, e);
        }
    }
}
