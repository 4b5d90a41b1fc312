package dev.baton.runtime;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;

/** A loop and a clock that the test turns. */
public final class ManualLoop implements TimingWheel.Loop {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Queue<Runnable> soon = new ArrayDeque<>();
    private final PriorityQueue<Alarm> later = new PriorityQueue<>();
    private long now;
    private long wakeUps;

    private record Alarm(long due, Runnable task) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            return Long.compare(due, other.due);
        }
    }

    @Override
    public void run(Runnable task) {
        soon.add(task);
    }

    @Override
    public Runnable runLater(long millis, Runnable task) {
        Alarm alarm = new Alarm(now + millis * NANOS_PER_MILLI, task);
        later.add(alarm);
        return () -> later.remove(alarm);
    }

    /** Lets {@code millis} pass, and all that is due in them happen at its time. */
    public void pass(long millis) {
        runSoon();
        long end = now + millis * NANOS_PER_MILLI;
        while (!later.isEmpty() && later.peek().due() <= end) {
            Alarm next = later.remove();
            now = Math.max(now, next.due());
            wakeUps++;
            next.task().run();
            runSoon();
        }
        now = end;
    }

    long nanoTime() {
        return now;
    }

    long millis() {
        return now / NANOS_PER_MILLI;
    }

    /** How often an alarm went off. */
    long wakeUps() {
        return wakeUps;
    }

    /** How many alarms are set. */
    public int alarms() {
        return later.size();
    }

    private void runSoon() {
        for (Runnable next = soon.poll(); next != null; next = soon.poll()) {
            next.run();
        }
    }
}
