package dev.baton.demo;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * What the samples of one metric come to.
 *
 * @param metric its name
 * @param unit its unit, may be empty
 * @param period since the last summary; its count may be 0
 * @param all since the start
 * @param recent the last values, the newest at the end; never empty
 */
record MetricSummary(String metric, String unit, Range period, Range all, List<Double> recent) {

    double last() {
        return recent.get(recent.size() - 1);
    }

    /** How many values there were, and between what; zeros if there were none. */
    record Range(long count, double min, double avg, double max) {
        static Range of(DoubleSummaryStatistics values) {
            return values.getCount() == 0
                    ? new Range(0, 0, 0, 0)
                    : new Range(values.getCount(), values.getMin(), values.getAverage(), values.getMax());
        }
    }
}
