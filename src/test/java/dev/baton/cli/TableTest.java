package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<Column> COLUMNS =
            List.of(Column.whole("NAME"), Column.whole("STATE"), Column.number("PID"), Column.text("REASON"));

    @Test
    void hasColumnsAsWideAsTheyNeedBe() {
        Table table = new Table(COLUMNS);
        table.row(List.of("a", "RUNNING", "7", ""));
        table.row(List.of("longer-name", "QUEUED", "12345", "no free worker slot"));

        assertThat(table.lines(Typed.nowhere().screen()))
                .containsExactly(
                        "NAME         STATE      PID  REASON",
                        "a            RUNNING      7",
                        "longer-name  QUEUED   12345  no free worker slot");
    }

    @Test
    void cutsTheReasonNotTheNameOnANarrowScreen() {
        Table table = new Table(COLUMNS);
        table.row(List.of("a-name-to-be-typed-again", "QUEUED", "-", "waiting for the database to be ready"));

        assertThat(table.lines(Typed.nowhere().with("COLUMNS", "60").screen()))
                .containsExactly(
                        "NAME                      STATE   PID  REASON",
                        "a-name-to-be-typed-again  QUEUED    -  waiting for the data…");
    }

    @Test
    void isAsWideAsEightyColumnsIfNobodySaysOtherwise() {
        Table table = new Table(COLUMNS);
        table.row(List.of("a", "QUEUED", "-", "x".repeat(200)));

        assertThat(table.lines(Typed.nowhere().screen())).allMatch(line -> line.length() <= 80);
    }

    @Test
    void countsWideCharactersTwice() {
        Table table = new Table(List.of(Column.whole("NAME"), Column.whole("STATE")));
        table.row(List.of("東京", "RUNNING"));
        table.row(List.of("rome", "RUNNING"));

        assertThat(table.lines(Typed.nowhere().screen())).contains("東京  RUNNING", "rome  RUNNING");
    }

    @Test
    void isColouredOnlyOnATerminalThatWantsIt() {
        Table table = new Table(COLUMNS).colouredBy("STATE");
        table.row(List.of("a", "STUCK", "7", ""));

        assertThat(table.lines(Typed.nowhere().onTerminal(80, 24).screen()))
                .anyMatch(line -> line.contains("\u001b[31mSTUCK\u001b[0m"));
        assertThat(table.lines(Typed.nowhere().screen())).noneMatch(line -> line.contains("\u001b"));
        assertThat(table.lines(
                        Typed.nowhere().onTerminal(80, 24).with("NO_COLOR", "1").screen()))
                .noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void shortensTimesAndNumbers() {
        assertThat(Spans.of(59)).isEqualTo("59s");
        assertThat(Spans.of(184)).isEqualTo("3m04s");
        assertThat(Spans.of(7_500)).isEqualTo("2h05m");
        assertThat(Spans.of(1_047_600)).isEqualTo("12d03h");
        assertThat(Spans.of(null)).isEqualTo("-");
        assertThat(Spans.decimal(2.55)).isEqualTo("2.6");
    }
}
