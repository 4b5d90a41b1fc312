package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.settings.ByteSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogReaderTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path dir;

    private final AtomicLong millis = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private LogBook book = new LogBook();
    private Outputs outputs = new Outputs(book, () -> NOON, nanos::get, OutputObserver.NONE);
    private LogReader reader = new LogReader(book, outputs);
    private LogFileSettings settings = new LogFileSettings(Path.of(""), size("50MB"), 5, true, size("1GB"));

    @BeforeEach
    void setUp() {
        restart("50MB");
    }

    @AfterEach
    void tearDown() {
        outputs.close();
    }

    /** Another Baton, with nothing in memory. */
    private void restart(String maxSize) {
        outputs.close();
        settings = new LogFileSettings(dir, size(maxSize), 100, true, size("1GB"));
        book = new LogBook();
        outputs = new Outputs(book, () -> NOON.plusMillis(millis.get()), nanos::get, OutputObserver.NONE);
        outputs.settle(Map.of("a", settings, "b", settings, "pool", settings));
        reader = new LogReader(book, outputs);
    }

    /** Of three lines each stamped alike. */
    private void write(String agent, int from, int to) {
        LineStream stream = outputs.open(agent, LogStream.STDOUT);
        for (int i = from; i <= to; i++) {
            byte[] line = ("line " + i + "\n").getBytes(StandardCharsets.UTF_8);
            stream.accept(line, 0, line.length);
            if (i % 3 == 0) {
                millis.incrementAndGet();
            }
        }
        stream.end();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 999, 1_000, 1_001, 1_002, 1_500, 4_999, 5_000, 9_999})
    void readsOnInTheFileWhereMemoryEnds(int last) {
        write("a", 1, 5_000);

        List<LogBook.Line> lines = lines(last, null, null, "a");

        int first = Math.max(1, 5_001 - last);
        assertThat(texts(lines)).isEqualTo(numbered(first, 5_000));
        assertThat(lines)
                .extracting(LogBook.Line::seq)
                .isEqualTo(IntStream.rangeClosed(first, 5_000)
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    @Test
    void readsThroughAllFilesPackedOrNot() {
        restart("4KB");
        write("a", 1, 5_000);
        await().untilAsserted(() -> assertThat(files()).anyMatch(name -> name.endsWith(".gz")));

        assertThat(texts(lines(9_000, null, null, "a"))).isEqualTo(numbered(1, 5_000));
        assertThat(texts(lines(1_200, null, null, "a"))).isEqualTo(numbered(3_801, 5_000));
    }

    @Test
    void linesOfEarlierBatonsAreThere() {
        write("a", 1, 10);
        restart("50MB");
        assertThat(texts(lines(4, null, null, "a"))).isEqualTo(numbered(7, 10));
        write("a", 11, 12);

        List<LogBook.Line> lines = lines(100, null, null, "a");

        assertThat(texts(lines)).isEqualTo(numbered(1, 12));
        assertThat(lines.get(9).seq()).isZero();
        assertThat(lines.get(0).seq()).isEqualTo(-9);
    }

    @Test
    void findsInFilesByTimeAndPattern() {
        write("a", 1, 5_000);
        Instant since = NOON.plusMillis(100);

        assertThat(texts(lines(9_000, since, null, "a"))).isEqualTo(numbered(301, 5_000));
        assertThat(texts(lines(9_000, null, "^line 4?77$", "a"))).containsExactly("line 77", "line 477");
        assertThat(texts(lines(1, null, "7", "a"))).containsExactly("line 4997");
        assertThat(texts(lines(1, null, " 7$", "a"))).containsExactly("line 7");
    }

    @Test
    void interleavesAgentsByTimeEachInItsOrder() {
        for (int i = 1; i <= 3_000; i += 3) {
            write("a", i, i + 2);
            write("b", i, i + 2);
        }

        List<LogBook.Line> lines = lines(9_000, null, null, "a", "b");

        assertThat(lines).hasSize(6_000);
        assertThat(lines).extracting(LogBook.Line::timestamp).isSorted();
        assertThat(texts(lines.stream().filter(line -> line.agent().equals("b")).toList()))
                .isEqualTo(numbered(1, 3_000));
        assertThat(lines(2_500, null, null, "a", "b")).isEqualTo(lines.subList(3_500, 6_000));
    }

    @Test
    void anAnswerHasTenThousandLinesAtMostAndSaysSo() {
        write("a", 1, 12_000);

        LogReader.Found found = reader.read(new LogQuery(Set.of("a"), 11_000, null, null));

        assertThat(texts(found.lines())).isEqualTo(numbered(2_001, 12_000));
        assertThat(found.incomplete()).startsWith("an answer has at most 10000 lines");
        assertThat(reader.read(new LogQuery(Set.of("a"), 10_000, null, null)).incomplete())
                .isNull();
    }

    @Test
    void anAnswerHasAMillionsOfCharactersAtMostAndSaysSo() {
        LineStream stream = outputs.open("a", LogStream.STDERR);
        byte[] line = ("x".repeat(16_000) + "\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1_500; i++) {
            stream.accept(line, 0, line.length);
            millis.incrementAndGet();
        }
        stream.end();

        LogReader.Found found = reader.read(new LogQuery(Set.of("a"), 10_000, null, null));

        assertThat(found.lines()).hasSize(16 * 1024 * 1024 / 16_000);
        assertThat(found.incomplete()).contains("16777216 characters");
    }

    @Test
    void aSearchThatTakesTooLongEndsWithWhatIsThere() {
        write("a", 1, 5_000);
        Outputs slow = outputs;
        LogQuery query = new LogQuery(Set.of("a"), 9_000, null, null);
        Newest newest = new Newest(9_000);
        Map<String, List<LogBook.Line>> rings = book.present(query);
        newest.add(rings.get("a"));
        PastSearch search = new PastSearch(query, slow, newest);

        nanos.addAndGet(11_000_000_000L);

        assertThat(search.run(rings)).contains("ended after " + Effort.MOST_SECONDS + " seconds");
        assertThat(texts(newest.lines())).isEqualTo(numbered(4_001, 5_000));
    }

    @Test
    void saysWhatCannotBeRead() throws IOException {
        restart("1KB");
        write("a", 1, 3_000);
        await().untilAsserted(() -> assertThat(files()).contains("a.log.2.gz"));
        Files.writeString(dir.resolve("a.log.2.gz"), "no gzip");

        LogReader.Found found = reader.read(new LogQuery(Set.of("a"), 9_000, null, null));

        assertThat(found.incomplete()).isEqualTo("the log files of a can't be read: a.log.2.gz: Not in GZIP format");
        assertThat(texts(found.lines())).endsWith("line 3000").hasSizeGreaterThanOrEqualTo(1_000);
    }

    @Test
    void loggersAndStreamsAndMembersAreAllThere() {
        book.add("a", NOON, LogLevel.WARNING, "logged");
        write("a", 1, 2);
        book.add("pool.member", NOON, LogLevel.INFO, "of a member");
        restart("50MB");

        assertThat(lines(10, null, null, "a"))
                .extracting(line -> line.stream() + " " + line.level() + " " + line.text())
                .containsExactlyInAnyOrder("LOG WARNING logged", "STDOUT null line 1", "STDOUT null line 2");
        assertThat(lines(10, null, null, "pool"))
                .extracting(line -> line.agent() + " " + line.text())
                .containsExactly("pool.member of a member");
    }

    @Test
    void makesNothingWhereThereIsNothing() throws IOException {
        assertThat(lines(10, null, null, "a", "b")).isEmpty();
        Path other = dir.resolve("other");
        outputs.settle(Map.of("a", new LogFileSettings(other, size("1MB"), 5, true, size("1GB"))));

        assertThat(lines(10, null, null, "a")).isEmpty();
        assertThat(other).doesNotExist();
    }

    @Test
    void followsFromTheFileThroughMemoryToWhatComes() {
        write("a", 1, 3_000);
        List<String> seen = new ArrayList<>();
        LogFollower follower =
                reader.follower(new LogQuery(Set.of("a"), 2_000, null, null), line -> seen.add(line.text()));
        follower.begin(found -> seen.addAll(texts(found.lines())));

        write("a", 3_001, 3_010);
        follower.close();
        write("a", 3_011, 3_011);

        assertThat(seen).isEqualTo(numbered(1_001, 3_010));
    }

    private List<LogBook.Line> lines(int last, @Nullable Instant since, @Nullable String grep, String... agents) {
        LogReader.Found found =
                reader.read(new LogQuery(Set.of(agents), last, since, grep == null ? null : Pattern.compile(grep)));
        assertThat(found.incomplete()).isNull();
        return found.lines();
    }

    private static List<String> texts(List<LogBook.Line> lines) {
        return lines.stream().map(LogBook.Line::text).toList();
    }

    private static List<String> numbered(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "line " + i).toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(dir)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    private static ByteSize size(String text) {
        return ByteSize.parse(text);
    }
}
