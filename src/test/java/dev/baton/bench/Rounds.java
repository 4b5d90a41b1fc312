package dev.baton.bench;

import java.util.Arrays;

/** Measures both sides in turns, so that what disturbs the machine for a while disturbs both. */
final class Rounds {
    private final int warmUps;
    private final int rounds;

    /**
     * So many rounds.
     *
     * @param warmUps rounds before, which don't count
     * @param rounds rounds that count
     */
    Rounds(int warmUps, int rounds) {
        this.warmUps = warmUps;
        this.rounds = rounds;
    }

    /**
     * What came out.
     *
     * @param baton the median of Baton's side
     * @param bare the median of the bare side
     * @param ratio the median of the rounds' ratios
     */
    record Result(double baton, double bare, double ratio) {}

    /** Runs all rounds; who begins changes from round to round. */
    Result compare(Side baton, Side bare) throws Exception {
        double[] batons = new double[rounds];
        double[] bares = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = -warmUps; round < rounds; round++) {
            boolean batonFirst = round % 2 == 0;
            double first = (batonFirst ? baton : bare).measure();
            double second = (batonFirst ? bare : baton).measure();
            if (round >= 0) {
                batons[round] = batonFirst ? first : second;
                bares[round] = batonFirst ? second : first;
                ratios[round] = batons[round] / bares[round];
            }
        }
        return new Result(median(batons), median(bares), median(ratios));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
