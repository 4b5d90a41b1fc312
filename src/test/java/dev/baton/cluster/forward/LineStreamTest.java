package dev.baton.cluster.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.LogRow;
import dev.baton.testing.ScriptedCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineStreamTest {
    private static final int MOST = 100;

    private final LineStream all = stream(null);

    private static LineStream stream(@Nullable String grep) {
        return new LineStream(new Command.Logs(List.of("a", "b"), 0, null, grep), new ScriptedCommands(10));
    }

    private static LogRow line(String agent, long seq) {
        return new LogRow(agent, seq, Instant.EPOCH.plusSeconds(seq), "log", "INFO", "text");
    }

    private static Answer.LogLines lines(String agent, long... seqs) {
        return new Answer.LogLines(
                LongStream.of(seqs).mapToObj(seq -> line(agent, seq)).toList());
    }

    private static Stream.Told<Answer.LogLines, LogRow> after(LineStream stream, LogRow last) {
        Stream.Told<Answer.LogLines, LogRow> told = stream.nothing("n1");
        told.first(new Answer.LogLines(List.of()));
        told.isNew(last);
        return told;
    }

    @Test
    void asksForMoreThanTheAgeOfANodeAsAgentsMayBeOlder() {
        Stream.From from = new Stream.From(Stream.Where.BEGINNING, Duration.ofSeconds(7), MOST);
        Command.Logs asked =
                all.ask("n1", "id", Caller.EMBEDDED, 0, from, all.beginning()).lines();
        assertThat(asked).isNotNull();
        assertThat(asked.since()).isGreaterThan(Duration.ofSeconds(30));
        assertThat(asked.last()).isEqualTo(MOST);
    }

    @Test
    void ofALifeFromItsBeginningTheFirstLinesAreCountedAndThoseOfEarlierLivesAreNotTold() {
        assertThat(all.beginning().missing(lines("a", 3, 4), MOST)).isEqualTo(2);
        Answer.LogLines both = lines("a", -1, 0, 1, 2);
        Stream.Told<Answer.LogLines, LogRow> told = all.beginning();
        assertThat(told.missing(both, MOST)).isZero();
        assertThat(told.fresh(both)).extracting(LogRow::seq).containsExactly(1L, 2L);
        assertThat(told.gap(line("b", 3))).isEqualTo(2);
    }

    @Test
    void aGapIsSeenInThePresentAndInTheNews() {
        assertThat(after(all, line("a", 5)).missing(lines("a", 8, 9), MOST)).isEqualTo(2);
        assertThat(after(all, line("a", 5)).gap(line("a", 8))).isEqualTo(2);
        assertThat(after(all, line("a", 5)).gap(line("b", 8))).isZero();
        LineStream some = stream("x+");
        assertThat(after(some, line("a", 5)).missing(lines("a", 8, 9), MOST)).isZero();
        assertThat(after(some, line("a", 5)).gap(line("a", 8))).isZero();
    }

    @Test
    void nobodyKnowsHowManyAreMissingWhereNotAllWereTold() {
        for (LineStream stream : List.of(all, stream("x+"))) {
            assertThat(after(stream, line("a", 5)).missing(lines("b", 6, 7), 2)).isEqualTo(-1);
            Answer.LogLines cut = new Answer.LogLines(List.of(), "the search ended");
            assertThat(after(stream, line("a", 5)).missing(cut, MOST)).isEqualTo(-1);
            assertThat(stream.nothing("n1").missing(lines("a", 1), MOST)).isEqualTo(-1);
        }
    }
}
