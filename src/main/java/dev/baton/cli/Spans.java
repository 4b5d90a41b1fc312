package dev.baton.cli;

import org.jspecify.annotations.Nullable;

/** Lengths of time and numbers as tables show them. */
final class Spans {
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;
    /** What can't be told. */
    static final String NONE = "-";

    private Spans() {}

    /** Seconds as {@code 4s}, {@code 3m04s}, {@code 2h05m} or {@code 12d03h}; {@code -} if not known. */
    static String of(@Nullable Number seconds) {
        if (seconds == null) {
            return NONE;
        }
        long all = Math.max(0, seconds.longValue());
        if (all < MINUTE) {
            return all + "s";
        }
        if (all < HOUR) {
            return all / MINUTE + "m" + two(all % MINUTE) + "s";
        }
        return all < DAY
                ? all / HOUR + "h" + two(all % HOUR / MINUTE) + "m"
                : all / DAY + "d" + two(all % DAY / HOUR) + "h";
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    /** With one decimal; {@code -} if not known. */
    static String decimal(@Nullable Number number) {
        if (number == null) {
            return NONE;
        }
        long tenths = Math.round(number.doubleValue() * 10);
        return (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
    }

    static String whole(@Nullable Number number) {
        return number == null ? NONE : Long.toString(number.longValue());
    }
}
