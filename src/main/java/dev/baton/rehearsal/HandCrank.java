package dev.baton.rehearsal;

import dev.baton.runtime.TimingWheel;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A loop and a clock that are turned by hand: whatever is due happens at its time, one after the other, on the thread that
 * turns. Work is brought from any thread.
 */
final class HandCrank implements TimingWheel.Loop {
    /** The end of time: later than anything that is planned. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int MOST_AT_ONCE = 100_000;
    private static final int MOST_NAPS = 1_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Queue<Runnable> soon = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Alarm> later = new PriorityQueue<>();
    private final String agent;
    private volatile long now;
    private long alarms;
    private boolean turning;
    private int atOnce;
    private int naps;
    private @Nullable IllegalStateException endless;

    /** Stands at 0. */
    HandCrank(String agent) {
        this.agent = agent;
    }

    /** In the order they were set, those of one time. */
    private record Alarm(long due, long number, Runnable task) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    long now() {
        return now;
    }

    @Override
    public void run(Runnable task) {
        soon.add(task);
    }

    @Override
    public Runnable runLater(long millis, Runnable task) {
        Alarm alarm = new Alarm(after(millis * NANOS_PER_MILLI), alarms++, task);
        later.add(alarm);
        return () -> later.remove(alarm);
    }

    /** Runs {@code task} {@code duration} from now, even if the agent is at work then. */
    void plan(Duration duration, Runnable task) {
        later.add(new Alarm(after(nanos(duration)), alarms++, task));
    }

    /** Whether the agent is at work, who then called. */
    boolean isTurning() {
        return turning;
    }

    /**
     * Lets all happen that is due until {@code end}, or until {@code enough}.
     *
     * @return whether it was enough
     */
    boolean turn(long end, BooleanSupplier enough) {
        turning = true;
        try {
            while (!enough.getAsBoolean()) {
                if (!step(end)) {
                    return false;
                }
            }
            return true;
        } finally {
            turning = false;
        }
    }

    private boolean step(long end) {
        Runnable next = soon.poll();
        if (next == null) {
            next = nextAlarm(end);
        }
        if (next == null) {
            moveTo(end == NEVER ? now : end);
            return false;
        }
        naps = 0;
        atOnce++;
        if (atOnce > MOST_AT_ONCE) {
            throw stuck("it has done " + MOST_AT_ONCE + " things in no time and comes to no end: let it run by"
                    + " runCycles(n), give it a limit, or let its cycles take time by awaitStop(duration)");
        }
        next.run();
        if (endless != null) {
            throw endless;
        }
        return true;
    }

    private @Nullable Runnable nextAlarm(long end) {
        Alarm next = later.peek();
        if (next == null || next.due() > end) {
            return null;
        }
        later.remove(next);
        moveTo(next.due());
        return next.task();
    }

    /** Time passes while the agent waits, until {@code over}: what else is due has to wait for the agent, but not its stop. */
    void sleep(Duration longest, BooleanSupplier over) {
        naps++;
        if (naps > MOST_NAPS) {
            throw stuck("it has waited for its stop " + MOST_NAPS + " times in a row, and nobody asks for it: call"
                    + " stopAfter(duration) before");
        }
        long end = after(nanos(longest));
        while (!over.getAsBoolean()) {
            Runnable next = nextAlarm(end);
            if (next == null) {
                if (end == NEVER) {
                    throw stuck(
                            "it waits for its stop for ever, and nobody plans one: call stopAfter(duration) before");
                }
                moveTo(end);
                return;
            }
            next.run();
        }
    }

    /** The agent would take what is thrown for its own failure, so it is thrown again when it has ended. */
    private IllegalStateException stuck(String why) {
        IllegalStateException thrown = new IllegalStateException("agent '" + agent + "': " + why);
        endless = thrown;
        return thrown;
    }

    private void moveTo(long time) {
        if (time > now) {
            now = time;
            atOnce = 0;
        }
    }

    /** {@code nanos} from now, {@link #NEVER} if that is beyond the end of time. */
    long after(long nanos) {
        long time = now + nanos;
        return time < now ? NEVER : time;
    }

    static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return NEVER;
        }
    }
}
