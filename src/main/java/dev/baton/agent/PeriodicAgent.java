package dev.baton.agent;

import java.time.Duration;

/**
 * Calls {@link #runner()} at fixed intervals, first at once, and holds no thread in between.
 *
 * <p>Config: {@code executionInterval} (1s), {@code limit} (-1: no limit), {@code delayCompensation} (false). Without
 * compensation the interval is the pause between the end of one call and the start of the next. With it, calls are due
 * at start + k · interval whatever they take, without drift; calls that are due while one still runs are left out.
 */
public abstract class PeriodicAgent extends Agent {

    /** For subclasses. */
    protected PeriodicAgent() {}

    /** One round of the work. An exception ends the agent in ERROR. */
    protected abstract void runner() throws Exception;

    @Override
    protected final void execute() throws Exception {
        runner();
    }

    @Override
    final Cadence cadence() {
        Settings settings = context().config(Settings.class);
        return new Cadence.Fixed(settings.executionInterval(), settings.delayCompensation(), settings.limit());
    }

    @Override
    final Class<? extends Record> kindSettings() {
        return Settings.class;
    }

    /**
     * The keys this kind reads.
     *
     * @param executionInterval from 1 ms to 1,000 days
     * @param delayCompensation whether the time a call takes is taken off the next pause
     * @param limit how many calls, -1 for no limit
     */
    record Settings(Duration executionInterval, boolean delayCompensation, long limit) {
        private static final Duration LONGEST = Duration.ofDays(1000);
        // After LONGEST, which its constructor reads.
        static final Settings DEFAULT = new Settings(Duration.ofSeconds(1), false, Cadence.NO_LIMIT);

        Settings {
            if (executionInterval.compareTo(Duration.ofMillis(1)) < 0 || executionInterval.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("executionInterval is " + executionInterval
                        + " but must be at least 1ms and at most 1000 days: for no pause at all use a LoopingAgent");
            }
            Cadence.requireLimit(limit);
        }
    }
}
