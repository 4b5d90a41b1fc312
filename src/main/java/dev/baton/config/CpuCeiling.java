package dev.baton.config;

import dev.baton.settings.Durations;
import dev.baton.settings.Key;
import dev.baton.settings.ShortForm;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much CPU an agent may use.
 *
 * @param percent of one core
 * @param window over how long
 */
record CpuCeiling(double percent, @Key("for") Duration window) {
    static final CpuCeiling DEFAULT = new CpuCeiling(100, Duration.ofSeconds(30));
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?)\\s*%?");

    CpuCeiling {
        if (!(percent > 0)) {
            throw new IllegalArgumentException("percent is " + percent + " but must be more than 0; 100 is one core");
        }
        if (window.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "for is " + Durations.format(window) + " but must be at least 1s, such as 30s");
        }
    }

    @ShortForm
    static CpuCeiling of(String percent) {
        Matcher number = PERCENT.matcher(percent.strip());
        if (!number.matches() || Double.parseDouble(number.group(1)) == 0) {
            throw new IllegalArgumentException("must be a share of one core such as 150%, or {percent: 150, for: 30s}");
        }
        return new CpuCeiling(Double.parseDouble(number.group(1)), DEFAULT.window());
    }
}
