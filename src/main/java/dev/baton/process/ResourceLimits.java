package dev.baton.process;

import dev.baton.settings.ByteSize;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits that the kernel holds each process to, soft and hard alike; null for Baton's own.
 *
 * @param openFiles how many files it may have open
 * @param addressSpace how much memory it may address
 * @param cpuTime how much CPU time it may use, in whole seconds
 * @param processes how many processes its user may have
 */
public record ResourceLimits(
        @Nullable Long openFiles,
        @Nullable ByteSize addressSpace,
        @Nullable Duration cpuTime,
        @Nullable Long processes) {
    /** None. */
    public static final ResourceLimits NONE = new ResourceLimits(null, null, null, null);
}
