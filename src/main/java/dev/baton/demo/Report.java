package dev.baton.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The summary as a page of Markdown that reads well without being rendered. */
final class Report {
    private static final String[] TITLES = {"metric", "now", "min", "avg", "max", "lately"};

    private Report() {}

    /** The page's text. */
    static String text(Instant now, List<MetricSummary> metrics) {
        int[] widths = new int[TITLES.length];
        List<String[]> rows = metrics.stream().map(Report::row).toList();
        widen(widths, TITLES);
        rows.forEach(row -> widen(widths, row));
        StringBuilder page = new StringBuilder("# This machine, as Baton's agents see it\n\n")
                .append("Written at ")
                .append(now.truncatedTo(ChronoUnit.SECONDS))
                .append("; min, avg and max are since the start of the summary.\n\n");
        appendRow(page, TITLES, widths, ' ');
        appendRow(page, new String[] {"", "-:", "-:", "-:", "-:", ""}, widths, '-');
        rows.forEach(row -> appendRow(page, row, widths, ' '));
        return page.toString();
    }

    /** Replaces {@code file} at once: a reader sees the old page or the new one, never half of it. */
    static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static String[] row(MetricSummary metric) {
        MetricSummary.Range all = metric.all();
        return new String[] {
            // A bar would end the cell.
            metric.metric().replace("|", "\\|"),
            Amounts.value(metric.last(), metric.unit()),
            Amounts.value(all.min(), metric.unit()),
            Amounts.value(all.avg(), metric.unit()),
            Amounts.value(all.max(), metric.unit()),
            Sparkline.of(metric.recent())
        };
    }

    private static void widen(int[] widths, String[] row) {
        for (int i = 0; i < row.length; i++) {
            widths[i] = Math.max(widths[i], row[i].length());
        }
    }

    /** Names and curves to the left, numbers to the right. */
    private static void appendRow(StringBuilder page, String[] row, int[] widths, char filler) {
        for (int i = 0; i < row.length; i++) {
            String space = String.valueOf(filler).repeat(widths[i] - row[i].length());
            boolean left = i == 0 || i == row.length - 1;
            page.append("| ").append(left ? row[i] + space : space + row[i]).append(' ');
        }
        page.append("|\n");
    }
}
