package dev.baton.logging;

/**
 * What became of agents' lines on their way to files, since the start.
 *
 * @param lostLines how many could not be written, or came faster than the disk took them from loggers
 * @param deletedFiles how many files were deleted because of {@code totalCap}
 * @param bytes how large all files in the folders in use are together, about
 */
public record OutputCounts(long lostLines, long deletedFiles, long bytes) {}
