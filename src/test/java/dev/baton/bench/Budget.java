package dev.baton.bench;

import java.util.Locale;

/**
 * What the ratio of Baton to the bare library has to be.
 *
 * @param bound its limit
 * @param atLeast whether it must not fall below the limit, or else not exceed it
 */
record Budget(double bound, boolean atLeast) {
    static Budget atLeast(double bound) {
        return new Budget(bound, true);
    }

    static Budget atMost(double bound) {
        return new Budget(bound, false);
    }

    boolean isKeptBy(double ratio) {
        return atLeast ? ratio >= bound : ratio <= bound;
    }

    @Override
    public String toString() {
        return (atLeast ? "≥ " : "≤ ") + String.format(Locale.ROOT, "%.1f", bound);
    }
}
