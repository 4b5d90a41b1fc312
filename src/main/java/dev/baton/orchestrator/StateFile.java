package dev.baton.orchestrator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file that remembers which agents operators have stopped. It is replaced as a whole and in one step: what was
 * written before {@link #write} returned is there after a crash of Baton or of the machine. It belongs to one Baton; the
 * user who runs it alone may read it. Blocks; called by one thread at a time.
 */
final class StateFile {
    private static final String MEANING = "; agents that operators have stopped before are started";

    /** Half a million names of the greatest length. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final int MOST_DAMAGED_AT_ONCE = 100;
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final Path folder;
    private final InstantSource clock;

    /** @param clock tells what to call a damaged file */
    StateFile(Path file, InstantSource clock) {
        this.file = file.toAbsolutePath();
        this.folder = this.file.resolveSibling("").toAbsolutePath();
        this.clock = clock;
    }

    /**
     * What was read.
     *
     * @param stopped the names of the agents that are to stay stopped
     * @param finding what was wrong and what it means, null if nothing
     */
    record Content(Set<String> stopped, @Nullable String finding) {
        /** Copies the names. */
        Content {
            stopped = Set.copyOf(stopped);
        }
    }

    /** What is remembered, and nothing if there is no file. Never fails: what is damaged is moved out of the way. */
    Content read() {
        removeLeftovers();
        try {
            return new Content(StoppedNames.decode(bytes()), null);
        } catch (NoSuchFileException e) {
            return nothing(Files.isDirectory(folder) ? null : folderIsMissing());
        } catch (StoppedNames.Damaged e) {
            return nothing(moveAside(String.valueOf(e.getMessage())) + MEANING);
        } catch (IOException | SecurityException e) {
            return nothing("the state file " + file + " can't be read (" + reason(e)
                    + "): check that it is a file that Baton may read and write" + MEANING);
        }
    }

    /**
     * Makes {@code stopped} what is remembered.
     *
     * @throws IOException with a sentence if that failed; then either the former or the new names are remembered
     */
    void write(Set<String> stopped) throws IOException {
        @Nullable Path next = null;
        try {
            refuseSpecialFiles();
            next = Files.createTempFile(folder, file.getFileName() + ".", ".tmp");
            fill(next, StoppedNames.encode(stopped));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            force(folder);
        } catch (IOException | SecurityException e) {
            remove(next);
            throw new IOException(
                    Files.isDirectory(folder)
                            ? "the state file " + file + " can't be written (" + reason(e)
                                    + "): check its disk and the permissions of its folder"
                            : folderIsMissing(),
                    e);
        }
    }

    private static Content nothing(@Nullable String finding) {
        return new Content(Set.of(), finding);
    }

    private byte[] bytes() throws IOException, StoppedNames.Damaged {
        refuseSpecialFiles();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new StoppedNames.Damaged("it is larger than " + MOST_BYTES + " bytes");
            }
            return bytes;
        }
    }

    /** To read a pipe could take for ever, and to replace a device would harm the machine. */
    private void refuseSpecialFiles() throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is not a regular file");
        }
    }

    /** Removes what writes that were cut short have left; if that fails it stays, which does no harm. */
    private void removeLeftovers() {
        Pattern leftover = Pattern.compile(Pattern.quote(file.getFileName() + ".") + "\\d+\\.tmp");
        try (Stream<Path> inside = Files.list(folder)) {
            inside.filter(path ->
                            leftover.matcher(path.getFileName().toString()).matches())
                    .forEach(StateFile::remove);
        } catch (IOException | UncheckedIOException | SecurityException e) {
            // Reading and writing tell what is wrong with the folder.
        }
    }

    private static void remove(@Nullable Path leftover) {
        try {
            if (leftover != null) {
                Files.deleteIfExists(leftover);
            }
        } catch (IOException | SecurityException e) {
            // It does no harm, and the next read tries again.
        }
    }

    private String moveAside(String damage) {
        String damaged = "the state file " + file + " is damaged (" + damage + ")";
        String name = file.getFileName() + ".damaged-" + TIMESTAMP.format(clock.instant());
        try {
            for (int i = 1; i <= MOST_DAMAGED_AT_ONCE; i++) {
                Path aside = folder.resolve(i == 1 ? name : name + '-' + i);
                if (!Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(file, aside);
                    return damaged + ": it is now " + aside;
                }
            }
            return damaged + " and there are too many like it beside it: it will be overwritten";
        } catch (IOException | SecurityException e) {
            return damaged + " and can't be moved aside (" + reason(e) + "): it will be overwritten";
        }
    }

    static void fill(Path path, byte[] bytes) throws IOException {
        if (bytes.length > MOST_BYTES) {
            throw new IOException("it would be larger than " + MOST_BYTES + " bytes");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Makes what is named in {@code folder} survive a crash of the machine. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private String folderIsMissing() {
        return "the folder of the state file " + file + " is missing: create " + folder
                + ", or Baton can't remember which agents operators have stopped";
    }

    private static String reason(Exception e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException named && named.getReason() != null
                ? named.getReason()
                : String.valueOf(e.getMessage());
    }
}
