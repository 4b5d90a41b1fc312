package dev.baton.logging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/** A file with lines of an agent, held open: it may be renamed or deleted meanwhile. For one thread. */
final class PastFile implements AutoCloseable {
    private final Path path;
    private final boolean packed;
    private final FileChannel channel;
    private final long size;

    private PastFile(Path path, boolean packed, FileChannel channel, long size) {
        this.path = path;
        this.packed = packed;
        this.channel = channel;
        this.size = size;
    }

    static PastFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new PastFile(path, path.toString().endsWith(".gz"), channel, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** What it was called. */
    Path path() {
        return path;
    }

    boolean isPacked() {
        return packed;
    }

    /** As it is on disk. */
    long size() {
        return size;
    }

    /** What is in it, from {@code start} on, which is 0 for a packed one. The stream is not to be closed. */
    InputStream from(long start) throws IOException {
        channel.position(start);
        InputStream bytes = Channels.newInputStream(channel);
        return packed ? new GZIPInputStream(bytes, 64 * 1024) : bytes;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it was only read
        }
    }
}
