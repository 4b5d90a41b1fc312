package dev.baton.runtime;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The CPU time of one agent since somebody first asked for it, from step to step over the threads that it works on. Written by
 * the thread at work, read by any.
 */
final class CpuTime {
    private volatile long spent;
    private volatile long stepBegan;
    private volatile @Nullable Thread atWork;

    /** The calling thread begins a step. */
    void enter() {
        Thread thread = Thread.currentThread();
        stepBegan = CpuMeter.of(thread);
        atWork = thread;
    }

    /** A step that {@code thread} is in the middle of counts from now on; {@code isStill} tells whether it is after all. */
    void join(Thread thread, BooleanSupplier isStill) {
        stepBegan = CpuMeter.of(thread);
        atWork = thread;
        if (!isStill.getAsBoolean()) {
            atWork = null;
        }
    }

    /** The calling thread has done its step. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer; readers want a recent value
    void leave() {
        if (atWork != null) {
            atWork = null;
            spent += Math.max(0, CpuMeter.of(Thread.currentThread()) - stepBegan);
        }
    }

    /** In nanoseconds, {@link CpuMeter#UNKNOWN} if it can't be told. */
    long read() {
        long done = spent;
        Thread thread = atWork;
        if (thread == null) {
            return done;
        }
        long now = CpuMeter.of(thread);
        return now == CpuMeter.UNKNOWN ? CpuMeter.UNKNOWN : done + Math.max(0, now - stepBegan);
    }
}
