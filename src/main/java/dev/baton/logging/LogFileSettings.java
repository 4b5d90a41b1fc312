package dev.baton.logging;

import dev.baton.settings.ByteSize;
import java.nio.file.Path;

/**
 * Where and how the lines of an agent are kept in files.
 *
 * @param dir the folder; made when the first line comes
 * @param maxSize how large a file may grow before it is put aside, at least 1KB
 * @param keep how many files put aside are kept, from 0 to {@value #MOST_KEPT}
 * @param compress whether those are packed by gzip
 * @param totalCap how large all files in the folder may be together, of all agents; if agents that share it differ, the
 *     least holds
 */
public record LogFileSettings(Path dir, ByteSize maxSize, int keep, boolean compress, ByteSize totalCap) {
    /** The most files that may be kept beside the one being written. */
    public static final int MOST_KEPT = 100;

    static final ByteSize LEAST_SIZE = ByteSize.ofBytes(1024);

    /** Refuses sizes that are too small, and a number of files that is out of range. */
    public LogFileSettings {
        requireSize("maxSize", maxSize);
        requireSize("totalCap", totalCap);
        requireKept(keep);
    }

    static void requireSize(String key, ByteSize size) {
        if (size.compareTo(LEAST_SIZE) < 0) {
            throw new IllegalArgumentException(key + " is " + size + " but must be at least " + LEAST_SIZE);
        }
    }

    static void requireKept(int keep) {
        if (keep < 0 || keep > MOST_KEPT) {
            throw new IllegalArgumentException("keep is " + keep + " but must be from 0 to " + MOST_KEPT);
        }
    }
}
