package dev.baton.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Whether the CPU time of agents is measured, and how. Reading a thread's CPU time is a system call, too much for each step of
 * each agent, so it is only done while somebody has asked lately. Safe to use from any thread.
 */
final class CpuMeter {
    /** What can't be measured. */
    static final long UNKNOWN = -1;

    private volatile boolean on;

    /** Loaded when first asked for, which no start has to wait for. */
    private static final class Measured {
        static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    }

    void turn(boolean isOn) {
        on = isOn && Measured.THREADS.isThreadCpuTimeSupported();
    }

    boolean isOn() {
        return on;
    }

    /** The CPU time {@code thread} has had, in nanoseconds, {@link #UNKNOWN} of a virtual or ended one. */
    static long of(Thread thread) {
        return Measured.THREADS.getThreadCpuTime(thread.getId());
    }
}
