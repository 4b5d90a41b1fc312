package dev.baton.runtime.probe;

/**
 * Counts answers against the thresholds of a probe. Bad ones add up until enough good ones came in a row, so with a higher
 * {@code successThreshold} one that goes to and fro is bad in the end.
 */
final class Tally {
    /** What the answers so far mean. */
    enum Verdict {
        /** Nothing yet. */
        OPEN,
        /** Enough good ones in a row. */
        GOOD,
        /** Enough bad ones. */
        BAD
    }

    private final int successThreshold;
    private final int failureThreshold;
    private int good;
    private int bad;

    Tally(int successThreshold, int failureThreshold) {
        this.successThreshold = successThreshold;
        this.failureThreshold = failureThreshold;
    }

    Verdict count(boolean isGood) {
        if (!isGood) {
            good = 0;
            bad++;
            return bad >= failureThreshold ? Verdict.BAD : Verdict.OPEN;
        }
        good++;
        if (good < successThreshold) {
            return Verdict.OPEN;
        }
        bad = 0;
        return Verdict.GOOD;
    }

    /** How many bad ones there are. */
    int bad() {
        return bad;
    }
}
