package dev.baton.process;

import dev.baton.settings.ByteSize;
import dev.baton.settings.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits that the kernel holds each process to, soft and hard alike; null for Baton's own.
 *
 * @param openFiles how many files it may have open
 * @param addressSpace how much memory it may address
 * @param cpuTime how much CPU time it may use, in whole seconds, rounded up
 * @param processes how many processes its user may have
 */
public record ResourceLimits(
        @Nullable Long openFiles,
        @Nullable ByteSize addressSpace,
        @Nullable Duration cpuTime,
        @Nullable Long processes) {
    /** None. */
    public static final ResourceLimits NONE = new ResourceLimits(null, null, null, null);

    /** Refuses limits under which nothing could run. */
    public ResourceLimits {
        requireAtLeastOne("openFiles", openFiles);
        requireAtLeastOne("processes", processes);
        requireAtLeastOne("addressSpace", addressSpace == null ? null : addressSpace.bytes());
        if (cpuTime != null && cpuTime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("cpuTime is " + Durations.format(cpuTime) + " but must be at least 1s");
        }
    }

    private static void requireAtLeastOne(String key, @Nullable Long value) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException(key + " is " + value + " but must be at least 1");
        }
    }
}
