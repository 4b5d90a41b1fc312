package dev.baton.logging;

import dev.baton.settings.ByteSize;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings under {@code orchestrator.loggerConfig}.
 *
 * @param level the least level that is written
 * @param format how a line is written, on the console and in the file alike
 * @param file where lines go besides the console; null for nowhere
 * @param maxFileSize how large the file may grow before it is put aside
 * @param maxFiles how many files are kept, the one being written included; at least 1
 */
public record LoggerSettings(
        LogLevel level, LogFormat format, @Nullable Path file, ByteSize maxFileSize, int maxFiles) {
    private static final ByteSize LEAST = ByteSize.ofBytes(1024);

    /** INFO and above as text on the console only; a file, if named, is kept below 50 MB in all. */
    public static final LoggerSettings DEFAULT =
            new LoggerSettings(LogLevel.INFO, LogFormat.TEXT, null, ByteSize.parse("10MB"), 5);

    /** Refuses a size below 1KB, and fewer files than one. */
    public LoggerSettings {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(format, "format");
        if (maxFileSize.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("maxFileSize is " + maxFileSize + " but must be at least " + LEAST);
        }
        if (maxFiles < 1) {
            throw new IllegalArgumentException(
                    "maxFiles is " + maxFiles + "; it must be at least 1, because the file being written is counted");
        }
        if (file != null && file.getFileName() == null) {
            throw new IllegalArgumentException("file is \"" + file + "\"; it must name a file");
        }
    }

    /** {@link #maxFileSize()} as a number of bytes. */
    public long maxFileBytes() {
        return maxFileSize.bytes();
    }
}
