package dev.baton.logging;

import dev.baton.settings.ByteSize;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The settings under {@code logs}: how agents' lines are kept in files.
 *
 * @param files of which agents, if they don't say themselves
 * @param dir the folder; null for the one that belongs to the orchestrator's name
 * @param maxSize as in {@link LogFileSettings}, and so are the others
 */
public record LogsSettings(
        FilesFor files, @Nullable Path dir, ByteSize maxSize, int keep, boolean compress, ByteSize totalCap) {
    /** Of programs, in at most 1GB. */
    public static final LogsSettings DEFAULT =
            new LogsSettings(FilesFor.PROGRAMS, null, ByteSize.parse("50MB"), 5, true, ByteSize.parse("1GB"));

    /** Refuses what {@link LogFileSettings} refuses. */
    public LogsSettings {
        LogFileSettings.requireSize("maxSize", maxSize);
        LogFileSettings.requireSize("totalCap", totalCap);
        LogFileSettings.requireKept(keep);
    }
}
