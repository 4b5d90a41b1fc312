package dev.baton.orchestrator;

import java.time.Duration;
import java.util.PriorityQueue;

/** Timers that go off when the test turns the clock. */
final class ManualTimers implements Timers {
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long now;
    private long made;

    private record Timer(long due, long number, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return due == other.due ? Long.compare(number, other.number) : Long.compare(due, other.due);
        }
    }

    @Override
    public Runnable runLater(Duration delay, Runnable task) {
        Timer timer = new Timer(now + delay.toNanos(), made++, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public void runSoon(Runnable task) {
        timers.add(new Timer(now, made++, task));
    }

    @Override
    public long nanoTime() {
        return now;
    }

    /** Lets {@code time} pass and everything that is due in it happen. */
    void pass(Duration time) {
        long end = now + time.toNanos();
        while (!timers.isEmpty() && timers.peek().due() <= end) {
            Timer next = timers.remove();
            now = Math.max(now, next.due());
            next.task().run();
        }
        now = end;
    }

    /** How many are set. */
    int waiting() {
        return timers.size();
    }
}
