package dev.baton.process;

import org.jspecify.annotations.Nullable;

/**
 * What a process and all that came from it use of the machine at one moment.
 *
 * @param processes how many there are
 * @param cpuNanos CPU time of those that are there, and of those they have waited for, in nanoseconds
 * @param residentBytes memory; what processes share counts for each of them
 * @param threads of all processes together
 * @param openFiles of all together, null if that was not asked for or is not known of any
 * @param readBytes from storage, as {@code openFiles}
 * @param writtenBytes to storage, as {@code openFiles}
 */
public record TreeUsage(
        int processes,
        long cpuNanos,
        long residentBytes,
        int threads,
        @Nullable Long openFiles,
        @Nullable Long readBytes,
        @Nullable Long writtenBytes) {}
