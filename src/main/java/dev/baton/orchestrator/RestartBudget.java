package dev.baton.orchestrator;

import dev.baton.settings.Durations;
import java.time.Duration;
import java.util.Arrays;

/**
 * How many restarts are left within a sliding window. A restart counts as long as it is younger than the window. Costs
 * nothing but itself until the first restart is taken, never remembers more than {@code maxRestarts}, and each call is
 * O(1) amortised. Times are of one clock that never goes back, in nanoseconds. Not for several threads.
 */
final class RestartBudget {
    private static final long[] NONE = {};
    private static final int FIRST_CAPACITY = 4;

    private final int maxRestarts;
    private final long window;
    /** A ring of the times of the restarts that count, oldest first from {@code oldest} on. */
    private long[] times = NONE;

    private int oldest;
    private int count;

    RestartBudget(int maxRestarts, Duration window) {
        this.maxRestarts = maxRestarts;
        this.window = window.compareTo(Durations.LONGEST) > 0 ? Durations.LONGEST.toNanos() : window.toNanos();
    }

    /** Takes one restart, unless {@code maxRestarts} were taken within the window before {@code nowNanos}. */
    boolean tryTake(long nowNanos) {
        forgetOld(nowNanos);
        if (count == maxRestarts) {
            return false;
        }
        if (count == times.length) {
            grow();
        }
        times[(oldest + count) % times.length] = nowNanos;
        count++;
        return true;
    }

    /** How many were taken within the window before {@code nowNanos}. */
    int used(long nowNanos) {
        forgetOld(nowNanos);
        return count;
    }

    /** All are left again. */
    void clear() {
        times = NONE;
        oldest = 0;
        count = 0;
    }

    private void forgetOld(long nowNanos) {
        while (count > 0 && nowNanos - times[oldest] >= window) {
            oldest = (oldest + 1) % times.length;
            count--;
        }
        if (count == 0) {
            clear();
        }
    }

    private void grow() {
        int capacity = Math.min(maxRestarts, Math.max(FIRST_CAPACITY, 2 * times.length));
        long[] larger = Arrays.copyOf(times, capacity);
        for (int i = 0; i < count; i++) {
            larger[i] = times[(oldest + i) % times.length];
        }
        times = larger;
        oldest = 0;
    }
}
