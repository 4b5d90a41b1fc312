package dev.baton.demo;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them; the same in every locale. */
final class Amounts {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final double STEP = 1024;

    private Amounts() {}

    /** {@code 532 B}, {@code 1.5 KiB}, {@code 3.0 TiB}. */
    static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        // Compares what will be shown, so that nothing reads "1024.0 KiB".
        while (Math.round(amount * 10) >= STEP * 10 && unit < UNITS.length - 1) {
            amount /= STEP;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    /** {@code 12,345}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 12.3 %}; without a unit {@code 12.3}, or {@code 12} if it is whole. */
    static String value(double value, String unit) {
        if (unit.isEmpty()) {
            return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
        }
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
    }

    /** {@code 3 d 4 h}, {@code 4 h 5 min} or {@code 5 min}. */
    static String span(Duration span) {
        if (span.toDays() > 0) {
            return span.toDays() + " d " + span.toHoursPart() + " h";
        }
        return span.toHours() > 0 ? span.toHours() + " h " + span.toMinutesPart() + " min" : span.toMinutes() + " min";
    }

    /** {@code value} with one digit after the point, for events and files. */
    static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** {@code part} of {@code whole} in per cent, 0 of nothing. */
    static double percent(long part, long whole) {
        return whole <= 0 ? 0 : 100.0 * part / whole;
    }
}
