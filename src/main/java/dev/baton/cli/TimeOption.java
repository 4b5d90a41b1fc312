package dev.baton.cli;

import dev.baton.command.CommandFailure;
import dev.baton.settings.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/** An option with a length of time: a number is seconds; or 250ms, 1s, 5m, PT1S. */
final class TimeOption {
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    private TimeOption() {}

    /** Reads {@code text}; throws a 400 that names the option. */
    static Duration read(String option, String text) {
        String trimmed = text.strip();
        try {
            return NUMBER.matcher(trimmed).matches()
                    ? Durations.ofSeconds(new BigDecimal(trimmed))
                    : Durations.parse(trimmed);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.malformed(option + " is '" + trimmed + "' but " + e.getMessage());
        }
    }
}
