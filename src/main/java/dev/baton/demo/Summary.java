package dev.baton.demo;

import dev.baton.agent.ScheduledAgent;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Listens to samples and sums them up whenever its schedule says so: adds a row per metric to {@code summary.csv},
 * rewrites {@code report.md}, logs one line, and emits {@code SUMMARY {metrics, samples, report}}.
 */
public final class Summary extends ScheduledAgent {
    private static final List<String> COLUMNS =
            List.of("time", "metric", "unit", "samples", "min", "avg", "max", "last");

    private final SampleBook book = new SampleBook();
    private Settings settings;
    private CsvFile csv;
    private Path report;
    private @Nullable MessageConsumer<Object> samples;

    /** Called by Baton. */
    public Summary() {}

    @Override
    protected Class<? extends Record> configType() {
        return Settings.class;
    }

    @Override
    protected void setup() throws IOException {
        settings = context().config(Settings.class);
        Files.createDirectories(settings.folder());
        csv = new CsvFile(settings.folder().resolve("summary.csv"), COLUMNS);
        report = settings.folder().resolve("report.md");
        EventBus bus = context().vertx().eventBus();
        samples = bus.localConsumer(Sample.ADDRESS, this::note);
    }

    @Override
    protected void runner() throws IOException {
        List<MetricSummary> metrics = book.closePeriod();
        List<MetricSummary> fresh =
                metrics.stream().filter(metric -> metric.period().count() > 0).toList();
        if (fresh.isEmpty()) {
            context().logger().debug("no samples since the last summary");
            return;
        }
        Instant now = context().clock().instant().truncatedTo(ChronoUnit.SECONDS);
        csv.append(fresh.stream().map(metric -> row(now, metric)).toList());
        String headline = headline(metrics);
        Report.write(report, Report.text(now, metrics));
        context().logger().success("{} → {}", headline.isEmpty() ? fresh.size() + " metrics" : headline, report);
        long count = fresh.stream().mapToLong(metric -> metric.period().count()).sum();
        context().emit("SUMMARY", Map.of("metrics", fresh.size(), "samples", count, "report", report.toString()));
    }

    @Override
    protected void onClose() {
        if (samples != null) {
            samples.unregister();
        }
    }

    private void note(Message<Object> message) {
        Sample.from(message.body()).ifPresent(book::add);
    }

    private String headline(List<MetricSummary> metrics) {
        return settings.headline().stream()
                .flatMap(name ->
                        metrics.stream().filter(metric -> metric.metric().equals(name)))
                .map(metric -> metric.metric() + " " + Amounts.value(metric.last(), metric.unit()) + " "
                        + Sparkline.of(metric.recent()))
                .collect(Collectors.joining(" · "));
    }

    private static List<String> row(Instant now, MetricSummary metric) {
        MetricSummary.Range period = metric.period();
        return List.of(
                now.toString(),
                metric.metric(),
                metric.unit(),
                Long.toString(period.count()),
                number(period.min()),
                number(period.avg()),
                number(period.max()),
                number(metric.last()));
    }

    private static String number(double value) {
        return Double.toString(Amounts.rounded(value));
    }

    /**
     * Where to write, and what the log line tells.
     *
     * @param folder made if it isn't there; relative to Baton's working directory
     * @param headline the metrics the log line shows
     */
    record Settings(Path folder, List<String> headline) {
        static final Settings DEFAULT = new Settings(Path.of("out"), List.of("cpu", "memory"));
    }
}
