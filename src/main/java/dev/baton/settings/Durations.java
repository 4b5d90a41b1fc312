package dev.baton.settings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 250ms}, {@code 1s}, {@code 1m30s}, {@code 1.5h}, {@code 1d}, or ISO-8601
 * ({@code PT1S}). Never negative, never more than {@link #LONGEST}, so that milliseconds and nanoseconds fit a long.
 */
public final class Durations {

    /** The longest one accepted: a hundred years of 365 days. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    private static final String RULE = "must be a duration such as 250ms, 1s, 1m30s, 2h, 1d or PT1S";
    private static final int MAX_LENGTH = 64;
    private static final String UNITS = "d|h|ms|us|µs|ns|m|s";
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(" + UNITS + ")");
    private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:" + UNITS + ")\\s*)+");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Map<String, Long> NANOS = Map.of(
            "d", 86_400_000_000_000L,
            "h", 3_600_000_000_000L,
            "m", 60_000_000_000L,
            "s", 1_000_000_000L,
            "ms", 1_000_000L,
            "us", 1_000L,
            "µs", 1_000L,
            "ns", 1L);

    private Durations() {}

    /**
     * Reads a duration with its unit. Parts are added up; what is finer than a nanosecond is cut off.
     *
     * @throws IllegalArgumentException with the rule, which reads on from "x is y but"
     */
    public static Duration parse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(RULE + ", in at most " + MAX_LENGTH + " characters");
        }
        if (WHOLE.matcher(trimmed).matches()) {
            return ofNanos(nanos(trimmed));
        }
        if (NUMBER.matcher(trimmed).matches()) {
            throw new IllegalArgumentException(
                    RULE + ": add the unit, as in " + trimmed + "s, or write the number of seconds without the quotes");
        }
        return iso(trimmed);
    }

    /**
     * A number of seconds.
     *
     * @throws IllegalArgumentException if it is negative, too large or no number
     */
    public static Duration ofSeconds(Number seconds) {
        if ((seconds instanceof Double number && !Double.isFinite(number))
                || (seconds instanceof Float small && !Float.isFinite(small))) {
            throw new IllegalArgumentException(RULE + ", or a finite number of seconds");
        }
        BigDecimal exact = new BigDecimal(seconds.toString());
        if (exact.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) > 0) {
            throw tooLong();
        }
        return ofNanos(exact.setScale(9, RoundingMode.DOWN).movePointRight(9));
    }

    /** The shortest text that {@link #parse} reads back as {@code duration}: {@code 1m30s}, {@code 250ms}, {@code 0s}. */
    public static String format(Duration duration) {
        if (duration.isNegative()) {
            return "-" + format(duration.negated());
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        append(text, duration.toNanosPart() / 1_000 % 1_000, "us");
        append(text, duration.toNanosPart() % 1_000, "ns");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(count).append(unit);
        }
    }

    private static BigDecimal nanos(String text) {
        BigDecimal sum = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = sum.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))));
        }
        return sum;
    }

    private static Duration iso(String text) {
        if (!text.startsWith("P") && !text.startsWith("p") && !text.startsWith("-P")) {
            throw new IllegalArgumentException(RULE);
        }
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(RULE, e);
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException("must not be negative");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw tooLong();
        }
        return duration;
    }

    private static Duration ofNanos(BigDecimal nanos) {
        if (nanos.signum() < 0) {
            throw new IllegalArgumentException("must not be negative");
        }
        if (nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
            throw tooLong();
        }
        return Duration.ofNanos(nanos.longValue());
    }

    private static IllegalArgumentException tooLong() {
        return new IllegalArgumentException("must be at most " + format(LONGEST));
    }
}
