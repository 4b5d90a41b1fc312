package dev.baton.orchestrator;

import dev.baton.agent.Restart;
import dev.baton.settings.Durations;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one agent's failures: the pauses, the restarts that count, and its next try. Made at the first failure,
 * because most agents never have one.
 */
final class Recovery {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final RestartBudget budget;
    private final BackOff backOff;
    private String error = "";
    private @Nullable Runnable cancelRetry;
    private long retryAt;
    private int used;
    private int allowed;

    Recovery(Restart terms) {
        this.budget = new RestartBudget(terms.maxRestarts(), terms.window());
        this.backOff = new BackOff(terms);
        this.allowed = terms.maxRestarts();
    }

    RestartBudget budget() {
        return budget;
    }

    /** It was well for long enough: the pauses begin anew. */
    void calmDown() {
        backOff.reset();
    }

    /** The pause before the next try. */
    Duration nextPause(RandomGenerator random) {
        return backOff.next(random);
    }

    /** The next try is at {@code at}, the {@code number}th of those that may be; {@code cancel} calls it off. */
    void schedule(long at, int number, int most, String why, Runnable cancel) {
        retryAt = at;
        used = number;
        allowed = most;
        error = why;
        cancelRetry = cancel;
    }

    /** The next try is off, or has come. */
    void unschedule() {
        Runnable cancel = cancelRetry;
        cancelRetry = null;
        if (cancel != null) {
            cancel.run();
        }
    }

    /** Nothing of what went wrong counts any more. */
    void forgive() {
        unschedule();
        backOff.reset();
        budget.clear();
    }

    /** When the next try is and why, such as {@code retry in 8s, 3 of 5: execute threw …}. */
    String outlook(long now) {
        long seconds = Math.max(0, (retryAt - now + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
        return "retry in " + Durations.format(Duration.ofSeconds(seconds)) + ", " + used + " of " + allowed
                + (error.isEmpty() ? "" : ": " + error);
    }
}
