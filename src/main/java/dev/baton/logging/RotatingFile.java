package dev.baton.logging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that is put aside as {@code NAME.1} when it is full, the one before it as {@code NAME.2}, and so on. No line is
 * split, and no file but one with a single long line is larger than allowed; so all of them together are bounded.
 *
 * <p>When the file can't be written any more, that is told once, lines are lost and counted, and each batch of lines
 * tries again; that it works again is told too. A file that somebody moved away or deleted is made anew. Belongs to one
 * thread.
 *
 * <p>Not Logback's rolling appender: that one looks at the size only now and then, so it bounds nothing, and keeps its
 * troubles in a status list that nobody reads.
 */
final class RotatingFile implements LineSink {
    private final Path path;
    private final long maxBytes;
    private final int maxFiles;
    private final Consumer<String> trouble;
    private @Nullable FileChannel channel;
    private boolean failing;
    private long lost;

    private RotatingFile(Path path, long maxBytes, int maxFiles, Consumer<String> trouble) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.maxFiles = maxFiles;
        this.trouble = trouble;
    }

    /**
     * Opens {@code path} for appending and makes its folders.
     *
     * @param trouble is told, in a sentence, that writing fails or works again
     */
    static RotatingFile open(Path path, long maxBytes, int maxFiles, Consumer<String> trouble) throws IOException {
        RotatingFile file = new RotatingFile(path.toAbsolutePath(), maxBytes, maxFiles, trouble);
        Path folder = file.path.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        file.channel();
        return file;
    }

    @Override
    public void write(List<byte[]> lines) {
        if (Files.notExists(path)) {
            closeQuietly();
        }
        int done = 0;
        try {
            while (done < lines.size()) {
                done = writeSome(lines, done);
            }
            tellRecovery();
        } catch (IOException e) {
            lost += lines.size() - done;
            tellFailure(e);
        }
    }

    @Override
    public void close() {
        closeQuietly();
        if (lost > 0) {
            trouble.accept(lost + " log lines were lost because " + path + " couldn't be written.");
            lost = 0;
        }
    }

    /** Writes as many lines from {@code start} on as the file has room for, at least one; returns where it stopped. */
    private int writeSome(List<byte[]> lines, int start) throws IOException {
        long size = channel().size();
        if (size > 0 && size + lines.get(start).length > maxBytes) {
            rotate();
            size = 0;
        }
        ByteArrayOutputStream some = new ByteArrayOutputStream();
        int end = start;
        do {
            some.writeBytes(lines.get(end++));
        } while (end < lines.size() && size + some.size() + lines.get(end).length <= maxBytes);
        writeWhole(some.toByteArray());
        return end;
    }

    /** All or nothing: half a line would spoil the next one. */
    private void writeWhole(byte[] bytes) throws IOException {
        FileChannel open = channel();
        long before = open.size();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                open.write(buffer);
            }
        } catch (IOException e) {
            if (open.size() > before) {
                open.truncate(before);
            }
            throw e;
        }
    }

    private void rotate() throws IOException {
        if (maxFiles == 1) {
            channel().truncate(0);
            return;
        }
        closeQuietly();
        for (int i = maxFiles; Files.deleteIfExists(aside(i)); i++) {
            // one more than allowed, from a time when more were
        }
        for (int i = firstFree(); i > 1; i--) {
            Files.move(aside(i - 1), aside(i), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.exists(path)) {
            Files.move(path, aside(1), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The number that may be overwritten: one that no file has, or else the oldest. */
    private int firstFree() {
        int number = 1;
        while (number < maxFiles - 1 && Files.exists(aside(number))) {
            number++;
        }
        return number;
    }

    private Path aside(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open == null || !open.isOpen()) {
            open = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            channel = open;
        }
        return open;
    }

    private void tellFailure(IOException failure) {
        if (!failing) {
            failing = true;
            trouble.accept("The log file " + path + " can't be written: " + FileTrouble.why(failure)
                    + ". Lines go to the console only until it can.");
        }
        closeQuietly();
    }

    private void tellRecovery() {
        if (failing) {
            failing = false;
            trouble.accept("The log file " + path + " can be written again; " + lost + " lines are missing in it.");
            lost = 0;
        }
    }

    private void closeQuietly() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // every write has told its own failure already
            }
        }
    }
}
