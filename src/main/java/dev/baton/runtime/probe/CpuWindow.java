package dev.baton.runtime.probe;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How much CPU was used over the last window, from readings of the CPU time. Keeps at most 66 readings. */
final class CpuWindow {
    private static final double PERCENT = 100;
    private static final int MOST_PARTS = 64;

    private final long window;
    private final Deque<Reading> readings = new ArrayDeque<>();

    private record Reading(long at, long cpu) {}

    CpuWindow(Duration window) {
        this.window = window.toNanos();
    }

    /** Takes a reading; in percent of one core, -1 as long as less than a window has passed since the first one. */
    double percent(long now, long cpuNanos) {
        Reading last = new Reading(now, cpuNanos);
        while (readings.size() > 1 && now - second().at() >= window) {
            readings.removeFirst();
        }
        if (readings.isEmpty() || now - readings.getLast().at() >= window / MOST_PARTS) {
            readings.addLast(last);
        }
        Reading first = readings.getFirst();
        long passed = now - first.at();
        return passed < window ? -1 : PERCENT * Math.max(0, cpuNanos - first.cpu()) / passed;
    }

    private Reading second() {
        Reading first = readings.removeFirst();
        Reading second = readings.getFirst();
        readings.addFirst(first);
        return second;
    }
}
