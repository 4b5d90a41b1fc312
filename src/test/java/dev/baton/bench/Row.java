package dev.baton.bench;

import java.util.Locale;

/**
 * What was measured of one scenario.
 *
 * @param number its place in the table
 * @param name what was done
 * @param unit of the two medians
 * @param result both sides
 * @param budget what the ratio has to be
 */
record Row(String number, String name, String unit, Rounds.Result result, Budget budget) {
    private static final String LAYOUT = "%-3s %-52s %12s %12s %-9s %6s  %-6s %s";
    static final String HEAD = LAYOUT.formatted("#", "scenario", "Baton", "bare", "", "ratio", "budget", "");

    boolean isKept() {
        return budget.isKeptBy(result.ratio());
    }

    @Override
    public String toString() {
        return LAYOUT.formatted(
                number,
                name,
                number(result.baton()),
                number(result.bare()),
                unit,
                String.format(Locale.ROOT, "%.2f", result.ratio()),
                budget,
                isKept() ? "ok" : "MISSED");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%,.0f", value);
    }
}
