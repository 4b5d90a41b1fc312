package dev.baton.agent;

import dev.baton.settings.Durations;
import dev.baton.settings.ShortForm;
import java.time.Duration;
import java.util.List;

/**
 * Whether, when and how often an agent is started again. The pause before the n-th restart in a row after a failure is
 * {@code initialDelay * multiplier^(n-1)}, at most {@code maxDelay}, moved by up to {@code jitter} of itself either way.
 *
 * @param policy after which endings
 * @param initialDelay the pause before the first restart, more than nothing
 * @param multiplier by what the pause grows from failure to failure, 1 to 100
 * @param maxDelay the longest pause, at least {@code initialDelay}
 * @param jitter the share of the pause that chance decides, 0 to 1
 * @param maxRestarts how many restarts within {@code window} are too many when one more is due; 0 to 10,000
 * @param window over which restarts are counted, whatever the agent did in between
 * @param resetAfter how long it must have been ready for the pauses to begin anew
 * @param successExitCodes exit codes of a program that are no failure, each 0 to 255
 */
public record Restart(
        RestartPolicy policy,
        Duration initialDelay,
        double multiplier,
        Duration maxDelay,
        double jitter,
        int maxRestarts,
        Duration window,
        Duration resetAfter,
        List<Integer> successExitCodes) {
    /** On failure: after 1 s, 2 s, 4 s, … 60 s, at most 5 times a minute. */
    public static final Restart DEFAULT = new Restart(
            RestartPolicy.ON_FAILURE,
            Duration.ofSeconds(1),
            2,
            Duration.ofSeconds(60),
            0.2,
            5,
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            List.of(0));

    /** Refuses what is out of range. */
    public Restart {
        requirePositive("initialDelay", initialDelay);
        requirePositive("window", window);
        requirePositive("resetAfter", resetAfter);
        requireRange("multiplier", multiplier, 1, 100);
        requireRange("jitter", jitter, 0, 1);
        requireRange("maxRestarts", maxRestarts, 0, 10_000);
        if (maxDelay.compareTo(initialDelay) < 0) {
            throw new IllegalArgumentException("maxDelay is " + Durations.format(maxDelay)
                    + " but must be at least initialDelay, which is " + Durations.format(initialDelay));
        }
        successExitCodes.forEach(code -> requireRange("successExitCodes", code, 0, 255));
        successExitCodes = List.copyOf(successExitCodes);
    }

    /** This policy, else the defaults. */
    @ShortForm
    public static Restart of(String policy) {
        return switch (policy) {
            case "never" -> DEFAULT.withPolicy(RestartPolicy.NEVER);
            case "on-failure" -> DEFAULT;
            case "always" -> DEFAULT.withPolicy(RestartPolicy.ALWAYS);
            default ->
                throw new IllegalArgumentException(
                        "must be never, on-failure or always, or a map with policy, initialDelay, maxRestarts and so on");
        };
    }

    /** With other exit codes that are no failure. */
    public Restart withSuccessExitCodes(List<Integer> codes) {
        return new Restart(policy, initialDelay, multiplier, maxDelay, jitter, maxRestarts, window, resetAfter, codes);
    }

    /** With another policy. */
    public Restart withPolicy(RestartPolicy newPolicy) {
        return new Restart(
                newPolicy,
                initialDelay,
                multiplier,
                maxDelay,
                jitter,
                maxRestarts,
                window,
                resetAfter,
                successExitCodes);
    }

    private static void requirePositive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    key + " is " + Durations.format(value) + " but must be longer than nothing, such as 1s");
        }
    }

    private static void requireRange(String key, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    key + " is " + shown(value) + " but must be from " + shown(min) + " to " + shown(max));
        }
    }

    private static String shown(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
