package dev.baton.runtime.tree;

import java.io.FileInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code /proc/PID/stat}, see proc_pid_stat(5), into one buffer again and again: whoever looks at all processes of a
 * machine every second should not leave a heap of garbage behind. For one thread.
 */
final class StatReader {
    private static final int LONGEST = 1024;
    private static final int FIRST_AFTER_NAME = 3;
    private static final int PARENT = 4;
    private static final int SESSION = 6;
    private static final int USER_TIME = 14;
    private static final int SYSTEM_TIME_OF_CHILDREN = 17;
    private static final int THREADS = 20;
    private static final int RESIDENT = 24;

    private final byte[] line = new byte[LONGEST];
    private final long[] fields = new long[RESIDENT + 1];

    /**
     * One process.
     *
     * @param cpuTicks its own, and those of children it has waited for
     * @param pages of resident memory
     */
    record Stat(int pid, int parent, int session, long cpuTicks, long pages, int threads) {}

    /** The process {@code pid}, null if there is none. */
    @Nullable
    Stat read(int pid) {
        int length;
        try (FileInputStream in = new FileInputStream("/proc/" + pid + "/stat")) {
            length = in.read(line);
        } catch (IOException e) {
            return null; // It has ended since it was listed.
        }
        return parse(length) ? stat(pid) : null;
    }

    private Stat stat(int pid) {
        long ticks = 0;
        for (int field = USER_TIME; field <= SYSTEM_TIME_OF_CHILDREN; field++) {
            ticks += fields[field];
        }
        return new Stat(
                pid, (int) fields[PARENT], (int) fields[SESSION], ticks, fields[RESIDENT], (int) fields[THREADS]);
    }

    /** A name may hold anything, also parentheses and spaces, so the fields are counted from the last parenthesis. */
    private boolean parse(int length) {
        int at = length - 1;
        while (at >= 0 && line[at] != ')') {
            at--;
        }
        if (at < 0) {
            return false;
        }
        int field = FIRST_AFTER_NAME;
        long value = 0;
        for (at += 2; at < length && field <= RESIDENT; at++) {
            if (line[at] == ' ') {
                fields[field] = value;
                field++;
                value = 0;
            } else {
                value = value * 10 + line[at] - '0'; // nonsense for letters and signs, which nobody asks for
            }
        }
        return field > RESIDENT;
    }
}
