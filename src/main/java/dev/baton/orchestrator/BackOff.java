package dev.baton.orchestrator;

import dev.baton.agent.Restart;
import dev.baton.settings.Durations;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next start of an agent that fails again and again: {@code initialDelay * multiplier^(n-1)}
 * after the n-th failure in a row, at most {@code maxDelay}; chance then moves that by up to {@code jitter} of itself
 * either way. So a delay may exceed {@code maxDelay}, but never {@code maxDelay * (1 + jitter)}, and with a jitter of 1 it
 * may be nothing. Right for any number of failures. Not for several threads.
 */
final class BackOff {
    private final Restart settings;
    private int failures;

    BackOff(Restart settings) {
        this.settings = settings;
    }

    /** The delay after one more failure. */
    Duration next(RandomGenerator random) {
        failures = failures == Integer.MAX_VALUE ? failures : failures + 1;
        double shift = settings.jitter() * (2 * random.nextDouble() - 1);
        return Duration.ofNanos(Math.round(plain() * (1 + shift)));
    }

    /** The next failure counts as the first. */
    void reset() {
        failures = 0;
    }

    /** How many failures there were in a row. */
    int failures() {
        return failures;
    }

    private double plain() {
        double grown = nanos(settings.initialDelay()) * Math.pow(settings.multiplier(), failures - 1.0);
        return Math.min(grown, nanos(settings.maxDelay()));
    }

    private static double nanos(Duration duration) {
        return duration.compareTo(Durations.LONGEST) > 0 ? Durations.LONGEST.toNanos() : duration.toNanos();
    }
}
