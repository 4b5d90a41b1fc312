package dev.baton.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Notes samples and tells what they come to, by metric. Safe to use from several threads; bounded. */
final class SampleBook {
    static final int MOST_METRICS = 100;
    static final int RECENT = 30;

    private final Map<String, Page> pages = new TreeMap<>();

    /** Notes {@code sample}; those of more than {@link #MOST_METRICS} metrics are left out. */
    synchronized void add(Sample sample) {
        if (pages.size() < MOST_METRICS || pages.containsKey(sample.metric())) {
            pages.computeIfAbsent(sample.metric(), metric -> new Page(sample.unit()))
                    .add(sample.value());
        }
    }

    /** All metrics, ordered by name; ends the period and begins the next. */
    synchronized List<MetricSummary> closePeriod() {
        List<MetricSummary> summaries = new ArrayList<>();
        pages.forEach((metric, page) -> summaries.add(page.close(metric)));
        return summaries;
    }

    private static final class Page {
        private final String unit;
        private final DoubleSummaryStatistics all = new DoubleSummaryStatistics();
        private final Deque<Double> recent = new ArrayDeque<>();
        private DoubleSummaryStatistics period = new DoubleSummaryStatistics();

        Page(String unit) {
            this.unit = unit;
        }

        void add(double value) {
            all.accept(value);
            period.accept(value);
            recent.addLast(value);
            if (recent.size() > RECENT) {
                recent.removeFirst();
            }
        }

        MetricSummary close(String metric) {
            MetricSummary summary = new MetricSummary(
                    metric, unit, MetricSummary.Range.of(period), MetricSummary.Range.of(all), List.copyOf(recent));
            period = new DoubleSummaryStatistics();
            return summary;
        }
    }
}
