package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LogBookTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final LogBook book = new LogBook();
    private final LogReader reader = new LogReader(book, null);
    private final List<String> told = new ArrayList<>();

    private void write(String agent, String text) {
        book.add(agent, NOON, LogLevel.INFO, text);
    }

    private static LogQuery last(int last, String... agents) {
        return new LogQuery(Set.of(agents), last, null, null);
    }

    private List<String> texts(LogQuery query) {
        return reader.read(query).lines().stream().map(LogBook.Line::text).toList();
    }

    @Test
    void keepsTheLastThousandLinesOfEachAgent() {
        for (int i = 1; i <= 2_500; i++) {
            write("a", "line " + i);
        }
        write("b", "alone");

        assertThat(texts(last(5_000, "a")))
                .hasSize(1_000)
                .startsWith("line 1501")
                .endsWith("line 2500");
        assertThat(texts(last(2, "a"))).containsExactly("line 2499", "line 2500");
        assertThat(texts(last(0, "a"))).isEmpty();
        assertThat(reader.read(last(1, "a")).lines().get(0).seq()).isEqualTo(2_500);
        assertThat(texts(last(10, "b"))).containsExactly("alone");
        assertThat(texts(last(10, "nobody"))).isEmpty();
    }

    @Test
    void isBoundedInBytesToo() {
        String long16k = "x".repeat(LogBook.LONGEST_LINE);
        for (int i = 0; i < 100; i++) {
            write("a", long16k + "and more");
        }

        assertThat(texts(last(1_000, "a"))).hasSizeBetween(16, 24).allMatch(text -> text.equals(long16k + "…"));
    }

    @Test
    void laysTheLinesOfSeveralAgentsByTime() {
        book.add("a", NOON, LogLevel.INFO, "one");
        book.add("b", NOON.plusSeconds(1), LogLevel.INFO, "two");
        book.add("a", NOON.plusSeconds(2), LogLevel.INFO, "three");

        assertThat(texts(last(10, "a", "b"))).containsExactly("one", "two", "three");
    }

    @Test
    void aPoolsMembersCountAsThePool() {
        write("pool.member", "here");
        write("poolside", "not here");

        assertThat(texts(last(10, "pool"))).containsExactly("here");
    }

    @Test
    void findsByTimeAndByPattern() {
        book.add("a", NOON, LogLevel.INFO, "old error");
        book.add("a", NOON.plusSeconds(10), LogLevel.INFO, "new error 7");
        book.add("a", NOON.plusSeconds(10), LogLevel.INFO, "fine");

        assertThat(texts(new LogQuery(Set.of("a"), 10, NOON.plusSeconds(5), Pattern.compile("error \\d"))))
                .containsExactly("new error 7");
    }

    @Test
    void aPatternWithoutEndFindsNothing() {
        write("a", "a".repeat(40) + "!");

        assertThat(texts(new LogQuery(Set.of("a"), 10, null, Pattern.compile("(a+)+$"))))
                .isEmpty();
    }

    @Test
    void showsThePresentAndThenEveryLaterLineOnce() {
        write("a", "before");
        List<String> seen = new ArrayList<>();
        LogFollower follower = reader.follower(last(10, "a"), line -> seen.add("next " + line.text()));
        follower.begin(present -> present.lines().forEach(line -> seen.add("present " + line.text())));

        write("a", "after");
        write("b", "another's");
        follower.close();
        write("a", "too late");

        assertThat(seen).containsExactly("present before", "next after");
    }

    @Test
    void boundsItsReaders() {
        for (int i = 0; i < LogBook.MOST_FOLLOWERS; i++) {
            follow("a");
        }
        LogFollower early = follow();

        assertThatThrownBy(() -> follow("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("256 readers follow the logs already");
        early.add(Set.of("a"));
        write("a", "whoever waited for it is not refused");
        assertThat(told).hasSize(LogBook.MOST_FOLLOWERS + 1);
    }

    private LogFollower follow(String... agents) {
        LogFollower follower = reader.follower(last(0, agents), line -> told.add(line.text()));
        follower.begin(present -> assertThat(present.lines()).isEmpty());
        return follower;
    }

    @Test
    void agentsThatComeLaterAreFollowedToo() {
        write("c", "of an earlier life");
        LogFollower follower = follow("a");

        write("b", "nobody asked yet");
        follower.add(Set.of("b", "c"));
        write("a", "1");
        write("b", "2");
        write("b.member", "3");
        write("c", "4");
        follower.close();
        follower.add(Set.of("d"));
        write("d", "too late");

        assertThat(told).containsExactly("1", "2", "3", "4");
    }

    @Test
    void whoFollowsNobodyYetIsToldOfTheFirstWhoComes() {
        LogFollower follower = follow();
        write("a", "nobody asked yet");

        follower.add(Set.of());
        follower.add(Set.of("a"));
        follower.add(Set.of("a"));
        write("a", "once");
        follower.close();
        write("a", "too late");
        LogFollower closed = follow();
        closed.close();
        closed.add(Set.of("a"));
        write("a", "never");

        assertThat(told).containsExactly("once");
    }

    @Test
    void anAgentThatComesWhileThePresentIsMadeIsNotMissed() {
        LogFollower follower = reader.follower(last(10, "a"), line -> told.add(line.text()));
        follower.add(Set.of("b"));
        write("b", "present");

        follower.begin(present -> {
            present.lines().forEach(line -> told.add("found " + line.text()));
            follower.add(Set.of("c"));
            write("c", "meanwhile");
        });
        write("c", "later");

        assertThat(told).containsExactly("found present", "meanwhile", "later");
    }

    @Test
    void holdsWhatAgentsLogWithLevelAndTrace() {
        Recorder recorder = Recorder.text(LogLevel.INFO);

        recorder.agent("collector").error("no {}", "luck", new IllegalStateException("boom"));
        recorder.agent("collector").debug("not at this level");
        List<LogBook.Line> lines = new LogReader(recorder.book(), null)
                .read(last(100, "collector"))
                .lines();

        assertThat(lines.get(0).text()).isEqualTo("no luck");
        assertThat(lines.get(0).level()).isEqualTo(LogLevel.ERROR);
        assertThat(lines.get(1).text()).isEqualTo("    java.lang.IllegalStateException: boom");
        assertThat(lines).noneMatch(line -> line.text().contains("not at this level"));
    }
}
