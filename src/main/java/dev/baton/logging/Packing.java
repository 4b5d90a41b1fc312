package dev.baton.logging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs the files of one agent that were put aside, one after the other, beside the thread that writes: that one may
 * rename them meanwhile. Between two pieces it looks whether the folder's cap is reached, since that can't wait.
 */
final class Packing implements Upkeep.Chore {
    private static final Logger LOG = LoggerFactory.getLogger(Packing.class);
    private static final int PIECE = 64 * 1024;

    private final LogFolder folder;
    private final OutputFile file;
    private final AtomicBoolean due = new AtomicBoolean();

    /** What is being packed. */
    private record Work(InputStream from, Path to) {}

    Packing(LogFolder folder, OutputFile file) {
        this.folder = folder;
        this.file = file;
    }

    @Override
    public AtomicBoolean due() {
        return due;
    }

    @Override
    public void run() {
        try {
            for (Optional<Work> work = next(); work.isPresent(); work = next()) {
                pack(work.get());
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.PATH, folder.path())
                    .addKeyValue(LogKeys.REASON, FileTrouble.why(e))
                    .log("A log file that was put aside couldn't be packed; it stays as it is");
        }
    }

    private Optional<Work> next() throws IOException {
        if (folder.upkeep().isClosed()) {
            return Optional.empty();
        }
        return file.undisturbed(aside -> {
            try {
                OptionalInt number = aside.beginPacking();
                return number.isEmpty()
                        ? Optional.<Work>empty()
                        : Optional.of(new Work(
                                Files.newInputStream(aside.path(number.getAsInt(), false)), aside.halfPacked()));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    private void pack(Work work) throws IOException {
        boolean done = false;
        try (InputStream from = work.from()) {
            done = copy(from, work.to());
        } finally {
            boolean whole = done;
            file.undisturbed(aside -> {
                if (whole) {
                    aside.endPacking(work.to());
                } else {
                    Files.deleteIfExists(work.to());
                }
                return whole;
            });
        }
    }

    /** Whether it came to the end. */
    private boolean copy(InputStream from, Path to) throws IOException {
        try (OutputStream out = new Fast(Channels.newOutputStream(Files.newByteChannel(
                to,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                LogFolder.forOwnerOnly(to, "rw-------"))))) {
            byte[] piece = new byte[PIECE];
            for (int read = from.read(piece); read > 0; read = from.read(piece)) {
                if (folder.upkeep().isClosed()) {
                    return false;
                }
                out.write(piece, 0, read);
                Upkeep.runIfDue(folder.cap());
            }
            return true;
        }
    }

    /** Log lines become about as small, in a fraction of the time. */
    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out, PIECE);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
