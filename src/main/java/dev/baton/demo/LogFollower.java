package dev.baton.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that are added to a file, as {@code tail -F} does. The file may be missing, may be moved away and
 * replaced (what was still written to the old one is read first), and may be cut to nothing and filled anew; this last
 * goes unnoticed only if it has grown beyond the old size by the next look. Of files that take one another's place
 * between two looks only the first and the last are read. A line without its end waits for it.
 *
 * <p>Belongs to one thread at a time.
 */
final class LogFollower implements Closeable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int BUFFERS_PER_POLL = 16;

    private final Path file;
    private final Consumer<Change> changes;
    private final LineSplitter splitter = new LineSplitter();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private boolean skipPresent;
    private @Nullable FileChannel channel;
    private @Nullable Object openKey;

    /** What happened to the file itself. */
    enum Change {
        OPENED,
        ROTATED,
        TRUNCATED
    }

    /**
     * Follows {@code file}; does nothing yet.
     *
     * @param fromStart whether to read also what is there when the file is first opened
     * @param changes told what happens to the file, by the thread that polls
     */
    LogFollower(Path file, boolean fromStart, Consumer<Change> changes) {
        this.file = file;
        this.skipPresent = !fromStart;
        this.changes = changes;
    }

    /** Hands over what came since the last call, at most about a megabyte; returns whether there may be more now. */
    boolean poll(Consumer<String> lines) throws IOException {
        FileChannel open = channel == null ? open() : channel;
        if (open == null) {
            return false;
        }
        if (read(open, lines)) {
            return true;
        }
        BasicFileAttributes now = attributes();
        if (now == null) {
            return false; // Moved away, and nothing has taken its place: its writer may still be at it.
        }
        if (!Objects.equals(openKey, now.fileKey())) {
            return finishOld(open, lines);
        }
        return open.position() > now.size() && startAnew(open);
    }

    /** What is unread stays unread. */
    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    private @Nullable FileChannel open() throws IOException {
        BasicFileAttributes before = attributes();
        if (before == null) {
            return null;
        }
        FileChannel opened;
        try {
            opened = FileChannel.open(file);
        } catch (NoSuchFileException e) {
            return null;
        }
        BasicFileAttributes after = attributes();
        if (after == null || !Objects.equals(before.fileKey(), after.fileKey())) {
            opened.close(); // Replaced just now: which of the two this is can't be told.
            return null;
        }
        channel = opened;
        openKey = after.fileKey();
        if (skipPresent) {
            opened.position(opened.size());
            skipPresent = false;
        }
        changes.accept(Change.OPENED);
        return opened;
    }

    /** The file's attributes, or null if there is none to read: nothing, a folder, a pipe. */
    private @Nullable BasicFileAttributes attributes() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() ? attributes : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private boolean read(FileChannel open, Consumer<String> lines) throws IOException {
        for (int i = 0; i < BUFFERS_PER_POLL; i++) {
            buffer.clear();
            if (open.read(buffer) <= 0) {
                return false;
            }
            splitter.accept(buffer.flip(), lines);
        }
        return true;
    }

    /** Another file has the name now. What was written to the old one since it was read to its end comes first. */
    private boolean finishOld(FileChannel open, Consumer<String> lines) throws IOException {
        if (read(open, lines)) {
            return true;
        }
        splitter.flush(lines);
        close();
        changes.accept(Change.ROTATED);
        return true;
    }

    private boolean startAnew(FileChannel open) throws IOException {
        splitter.reset();
        open.position(0);
        changes.accept(Change.TRUNCATED);
        return true;
    }
}
