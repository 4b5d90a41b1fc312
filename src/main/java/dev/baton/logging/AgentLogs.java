package dev.baton.logging;

import dev.baton.settings.ByteSize;
import dev.baton.settings.ShortForm;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's key {@code logs} says; null for what {@link LogsSettings} say.
 *
 * @param enabled whether its lines are kept in files
 * @param dir as in {@link LogFileSettings}, and so are the others
 */
public record AgentLogs(
        boolean enabled,
        @Nullable Path dir,
        @Nullable ByteSize maxSize,
        @Nullable Integer keep,
        @Nullable Boolean compress,
        @Nullable ByteSize totalCap) {
    /** In files, as all others. */
    public static final AgentLogs DEFAULT = new AgentLogs(true, null, null, null, null, null);

    /** Refuses what {@link LogFileSettings} refuses. */
    public AgentLogs {
        if (maxSize != null) {
            LogFileSettings.requireSize("maxSize", maxSize);
        }
        if (totalCap != null) {
            LogFileSettings.requireSize("totalCap", totalCap);
        }
        if (keep != null) {
            LogFileSettings.requireKept(keep);
        }
    }

    /** {@code logs: true} or {@code logs: false}. */
    @ShortForm
    public static AgentLogs of(boolean enabled) {
        return enabled ? DEFAULT : new AgentLogs(false, null, null, null, null, null);
    }

    /**
     * With everything said.
     *
     * @param general for what this doesn't say
     * @param usualDir the folder if neither names one
     */
    public LogFileSettings over(LogsSettings general, Path usualDir) {
        return new LogFileSettings(
                first(dir, first(general.dir(), usualDir)),
                first(maxSize, general.maxSize()),
                first(keep, general.keep()),
                first(compress, general.compress()),
                first(totalCap, general.totalCap()));
    }

    private static <T> T first(@Nullable T own, T other) {
        return own == null ? other : own;
    }
}
