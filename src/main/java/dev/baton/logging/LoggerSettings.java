package dev.baton.logging;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings under {@code orchestrator.loggerConfig}.
 *
 * @param level the least level that is written
 * @param format how a line is written, on the console and in the file alike
 * @param file where lines go besides the console; null for nowhere
 * @param maxFileSize how large the file may grow before it is put aside: bytes, or a number with KB, MB or GB (of 1024)
 * @param maxFiles how many files are kept, the one being written included; at least 1
 */
public record LoggerSettings(
        LogLevel level, LogFormat format, @Nullable Path file, String maxFileSize, int maxFiles) {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12}) ?(?:([KMG])I?)?B?");
    private static final long LEAST_BYTES = 1024;

    /** INFO and above as text on the console only; a file, if named, is kept below 50 MB in all. */
    public static final LoggerSettings DEFAULT = new LoggerSettings(LogLevel.INFO, LogFormat.TEXT, null, "10MB", 5);

    /** Refuses a size that can't be read or is below 1KB, and fewer files than one. */
    public LoggerSettings {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(format, "format");
        if (bytes(maxFileSize) < LEAST_BYTES) {
            throw new IllegalArgumentException("maxFileSize is " + maxFileSize + "; it must be at least 1KB");
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
        return bytes(maxFileSize);
    }

    private static long bytes(String size) {
        Matcher matcher = SIZE.matcher(size.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("maxFileSize is \"" + size
                    + "\"; write a number of bytes, or a number with KB, MB or GB, such as 10MB");
        }
        return Long.parseLong(matcher.group(1)) << shift(matcher.group(2));
    }

    private static int shift(@Nullable String unit) {
        if (unit == null) {
            return 0;
        }
        return switch (unit) {
            case "K" -> 10;
            case "M" -> 20;
            default -> 30;
        };
    }
}
