package dev.baton.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.demo.TextTable.Align;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void writesBytesInTheUnitThatReadsBest() {
        assertThat(Amounts.bytes(0)).isEqualTo("0 B");
        assertThat(Amounts.bytes(1023)).isEqualTo("1023 B");
        assertThat(Amounts.bytes(1024)).isEqualTo("1.0 KiB");
        assertThat(Amounts.bytes(1024 * 1024 - 1)).isEqualTo("1.0 MiB");
        assertThat(Amounts.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    }

    @Test
    void writesNumbersTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Amounts.count(12345)).isEqualTo("12,345");
            assertThat(Amounts.value(1.25, "%")).isEqualTo("1.3 %");
            assertThat(Amounts.value(7, "")).isEqualTo("7");
            assertThat(Amounts.value(7, "%")).isEqualTo("7.0 %");
            assertThat(Amounts.value(7.25, "")).isEqualTo("7.3");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void writesSpansInTheirTwoLargestUnits() {
        assertThat(Amounts.span(Duration.ofSeconds(59))).isEqualTo("0 min");
        assertThat(Amounts.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Amounts.span(Duration.ofHours(50).plusMinutes(1))).isEqualTo("2 d 2 h");
    }

    @Test
    void alignsTheColumnsOfATable() {
        TextTable table = new TextTable(Align.LEFT, Align.RIGHT, Align.LEFT);
        table.row("größe", "1", "x");
        table.row("a", "1000", "");
        assertThat(table.lines()).containsExactly("größe     1  x", "a      1000");
    }

    @Test
    void drawsACurveFromZeroToTheHighestValue() {
        assertThat(Sparkline.of(List.of(0.0, 35.0, 70.0, 10.0))).isEqualTo("▁▅█▂");
        assertThat(Sparkline.of(List.of(99.0, 100.0, 98.0))).isEqualTo("███");
    }

    @Test
    void drawsSmallValuesLow() {
        assertThat(Sparkline.of(List.of(0.2, 0.0, 0.3, -1.0))).isEqualTo("▁▁▁▁");
    }

    @Test
    void noticesThatASampleIsNone() {
        Sample sample = new Sample("cpu", 1.5, "%");
        assertThat(Sample.from(sample.toJson())).contains(sample);
        assertThat(Sample.from("cpu")).isEmpty();
        assertThat(Sample.from(sample.toJson().put("value", "much"))).isEmpty();
        assertThat(Sample.from(sample.toJson().put("value", Double.NaN))).isEmpty();
    }

    @Test
    void boundsTheMetricsAndValuesItNotes() {
        SampleBook book = new SampleBook();
        for (int i = 0; i < 2 * SampleBook.MOST_METRICS; i++) {
            book.add(new Sample("metric" + i, i, ""));
        }
        for (int i = 0; i < 2 * SampleBook.RECENT; i++) {
            book.add(new Sample("metric0", i, ""));
        }
        List<MetricSummary> summaries = book.closePeriod();
        assertThat(summaries).hasSize(SampleBook.MOST_METRICS);
        assertThat(summaries.get(0).recent()).hasSize(SampleBook.RECENT);
        assertThat(summaries.get(0).all().count()).isEqualTo(2 * SampleBook.RECENT + 1);
    }
}
