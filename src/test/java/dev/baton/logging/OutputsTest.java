package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.settings.ByteSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");

    @TempDir
    private Path folder;

    private final LogBook book = new LogBook();
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> told = new ArrayList<>();
    private Path dir = Path.of("");
    private Outputs outputs = outputs();

    @BeforeEach
    void setUp() {
        dir = folder.resolve("state/logs");
    }

    @AfterEach
    void tearDown() {
        outputs.close();
    }

    @Test
    void writesLinesWithTimeAndStream() throws IOException {
        settle("a", "50MB", 5);
        try (Output output = open("a")) {
            write(output.stdout(), "one\ntw");
            write(output.stderr(), "oh\n");
            write(output.stdout(), "o\nlast");
            output.stdout().end();
        }

        assertThat(Files.readString(dir.resolve("a.log"))).isEqualTo("""
                2026-01-01T12:00:00.123Z stdout one
                2026-01-01T12:00:00.123Z stderr oh
                2026-01-01T12:00:00.123Z stdout two
                2026-01-01T12:00:00.123Z stdout last
                """);
        assertThat(ring("a")).containsExactly("stdout one", "stderr oh", "stdout two", "stdout last");
        assertThat(permissions(dir)).isEqualTo("rwx------");
        assertThat(permissions(dir.resolve("a.log"))).isEqualTo("rw-------");
    }

    @Test
    void anAgentWithoutFilesIsInTheBookOnly() {
        try (Output output = open("a")) {
            write(output.stdout(), "one\n");
        }

        assertThat(ring("a")).containsExactly("stdout one");
        assertThat(dir).doesNotExist();
    }

    @Test
    void replacesWhatIsNoUtf8() throws IOException {
        settle("a", "50MB", 5);
        try (Output output = open("a")) {
            output.stdout().accept(new byte[] {'a', (byte) 0xff, (byte) 0xc3, (byte) 0xa9, '\n'}, 0, 5);
        }

        assertThat(ring("a")).containsExactly("stdout a\ufffdé");
        assertThat(Files.readString(dir.resolve("a.log"))).endsWith(" stdout a\ufffdé\n");
    }

    @Test
    void marksTheFurtherPartsOfALongLine() throws IOException {
        settle("a", "50MB", 5);
        try (Output output = open("a")) {
            write(output.stdout(), "x".repeat(40_000) + "\nnext\n");
        }

        assertThat(ring("a"))
                .containsExactly(
                        "stdout " + "x".repeat(16_384),
                        "stdout …" + "x".repeat(16_384),
                        "stdout …" + "x".repeat(7_232),
                        "stdout next");
        assertThat(Files.readAllLines(dir.resolve("a.log"))).hasSize(4);
    }

    @Test
    void everyIncarnationAppends() throws IOException {
        settle("a", "50MB", 5);
        for (int incarnation = 1; incarnation <= 3; incarnation++) {
            try (Output output = open("a")) {
                write(output.stdout(), "incarnation " + incarnation + "\n");
            }
        }

        assertThat(texts(dir.resolve("a.log"))).containsExactly("incarnation 1", "incarnation 2", "incarnation 3");
    }

    @Test
    void aMillionLinesAtOnceAreAllInTheFileAndTheLastThousandInTheRing() throws IOException {
        int lines = 1_000_000;
        settle("a", "1GB", 5);
        StringBuilder burst = new StringBuilder();
        for (int i = 1; i <= lines; i++) {
            burst.append("line ").append(i).append('\n');
        }
        try (Output output = open("a")) {
            byte[] bytes = burst.toString().getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at < bytes.length; at += 65_536) {
                output.stdout().accept(bytes, at, Math.min(65_536, bytes.length - at));
            }
            output.stdout().end();
        }

        List<String> written = texts(dir.resolve("a.log"));
        assertThat(written).hasSize(lines);
        for (int i = 1; i <= lines; i++) {
            assertThat(written.get(i - 1)).isEqualTo("line " + i);
        }
        assertThat(ring("a")).hasSize(1_000).startsWith("stdout line 999001").endsWith("stdout line 1000000");
    }

    @Test
    void keepsSoManyFilesPackedAndLosesNoLineBetweenThem() throws IOException {
        settle("a", "4KB", 100);
        try (Output output = open("a")) {
            for (int i = 1; i <= 5_000; i++) {
                write(output.stdout(), "line " + i + "\n");
            }
        }
        await().untilAsserted(() -> assertThat(files())
                .filteredOn(name -> name.matches("a\\.log\\.\\d+"))
                .isEmpty());

        List<String> all = new ArrayList<>();
        for (int number = 100; number >= 1; number--) {
            Path packed = dir.resolve("a.log." + number + ".gz");
            if (Files.exists(packed)) {
                assertThat(permissions(packed)).isEqualTo("rw-------");
                all.addAll(unpacked(packed));
            }
        }
        all.addAll(texts(dir.resolve("a.log")));
        assertThat(all).hasSize(5_000).startsWith("line 1").endsWith("line 5000");
        assertThat(Files.size(dir.resolve("a.log"))).isLessThanOrEqualTo(4_096);
    }

    @Test
    void deletesTheFilesBeyondThoseToKeep() throws IOException {
        settle("a", "1KB", 2);
        try (Output output = open("a")) {
            for (int i = 1; i <= 500; i++) {
                write(output.stdout(), "line " + i + "\n");
            }
        }

        await().untilAsserted(() -> assertThat(files()).containsExactly(".lock", "a.log", "a.log.1.gz", "a.log.2.gz"));
    }

    @Test
    void keepsNoneIfToldSo() throws IOException {
        settle("a", "1KB", 0);
        try (Output output = open("a")) {
            for (int i = 1; i <= 500; i++) {
                write(output.stdout(), "line " + i + "\n");
            }
        }

        assertThat(files()).containsExactly(".lock", "a.log");
        assertThat(texts(dir.resolve("a.log"))).endsWith("line 500");
    }

    @Test
    void namesThatLookLikeOthersFilesDoNoHarm() throws IOException {
        List<String> agents = List.of("a", "a.log", "a.log.1", "a.log.1.gz");
        outputs.settle(Map.of(
                "a", settings("1KB", 2),
                "a.log", settings("1KB", 2),
                "a.log.1", settings("1KB", 2),
                "a.log.1.gz", settings("1KB", 2)));
        List<Output> open = agents.stream().map(this::open).toList();
        for (int i = 1; i <= 500; i++) {
            for (int agent = 0; agent < agents.size(); agent++) {
                write(open.get(agent).stdout(), agents.get(agent) + " line " + i + "\n");
            }
        }
        open.forEach(Output::close);

        List<String> packed = Stream.concat(
                        Stream.of(".lock"),
                        agents.stream()
                                .flatMap(agent -> Stream.of(agent + ".log", agent + ".log.1.gz", agent + ".log.2.gz")))
                .toList();
        await().untilAsserted(() -> assertThat(files()).containsExactlyInAnyOrderElementsOf(packed));
        for (String agent : agents) {
            assertThat(texts(dir.resolve(agent + ".log"))).allMatch(line -> line.startsWith(agent + " line "));
            assertThat(unpacked(dir.resolve(agent + ".log.2.gz"))).allMatch(line -> line.startsWith(agent + " line "));
        }
    }

    @Test
    void keepsAllFilesTogetherBelowTheCap() throws IOException {
        LogFileSettings few = new LogFileSettings(dir, size("100KB"), 50, false, size("1MB"));
        outputs.settle(Map.of("a", few, "b", few));
        byte[] line = ("x".repeat(999) + "\n").getBytes(StandardCharsets.UTF_8);
        try (Output a = open("a");
                Output b = open("b")) {
            for (int i = 0; i < 5_000; i++) {
                a.stdout().accept(line, 0, line.length);
                if (i % 10 == 0) {
                    b.stdout().accept(line, 0, line.length);
                }
            }
            await().untilAsserted(() -> assertThat(onDisk()).isLessThanOrEqualTo(1 << 20));
        }

        await().until(() -> outputs.counts().deletedFiles() > 0);
        assertThat(files()).contains("a.log", "b.log", "a.log.1");
    }

    @Test
    void tellsOnceThatAFileStoppedAndOnceThatItGoesOn() throws IOException {
        settle("a", "50MB", 5);
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(dir, "a file in the way");
        try (Output output = open("a")) {
            write(output.stdout(), "one\ntwo\n");
            write(output.stdout(), "three\n");
            assertThat(told).containsExactly("stopped a a.log: " + dir + " is not a folder");

            Files.delete(dir);
            write(output.stdout(), "four\n");
            assertThat(told).hasSize(1);
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());
            write(output.stdout(), "five\n");
        }

        assertThat(told).hasSize(2).last().isEqualTo("resumed a a.log: 4 missing");
        assertThat(texts(dir.resolve("a.log"))).containsExactly("five");
        assertThat(ring("a")).hasSize(5);
        assertThat(outputs.counts().lostLines()).isEqualTo(4);
    }

    @Test
    void makesAFileAnewThatSomebodyTookAway() throws IOException {
        settle("a", "50MB", 5);
        try (Output output = open("a")) {
            write(output.stdout(), "one\n");
            Files.delete(dir.resolve("a.log"));
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            write(output.stdout(), "two\n");
        }

        assertThat(texts(dir.resolve("a.log"))).containsExactly("two");
        assertThat(told).isEmpty();
    }

    @Test
    void linesOfLoggersGoToTheFileToo() throws IOException {
        settle("a", "50MB", 5);
        book.add("a", NOON, LogLevel.SUCCESS, "done");
        book.add("a", NOON, LogLevel.ERROR, "two\nlines");
        book.add("b", NOON, LogLevel.INFO, "has no file");
        outputs.close();

        assertThat(Files.readString(dir.resolve("a.log"))).isEqualTo("""
                2026-01-01T12:00:00.123Z log SUCCESS done
                2026-01-01T12:00:00.123Z log ERROR two\\nlines
                """);
        assertThat(files()).containsExactly(".lock", "a.log");
    }

    @Test
    void membersOfAPoolHaveFilesAsThePoolHas() throws IOException {
        settle("pool", "50MB", 5);
        book.add("pool.member", NOON, LogLevel.INFO, "here");
        outputs.close();

        assertThat(files()).containsExactly(".lock", "pool.member.log");
    }

    @Test
    void aSecondBatonTakesAFolderBesideIt() throws IOException {
        settle("a", "50MB", 5);
        Outputs others = outputs();
        others.settle(Map.of("a", settings("50MB", 5)));
        try (Output output = open("a");
                Output other = open(others, "a")) {
            write(output.stdout(), "one\n");
            write(other.stdout(), "two\n");
        }
        others.close();

        assertThat(texts(dir.resolve("a.log"))).containsExactly("one");
        assertThat(texts(dir.resolveSibling("logs-2").resolve("a.log"))).containsExactly("two");
    }

    /** Both streams of a process. */
    private record Output(LineStream stdout, LineStream stderr) implements AutoCloseable {
        @Override
        public void close() {
            stdout.end();
            stderr.end();
        }
    }

    private Output open(String agent) {
        return open(outputs, agent);
    }

    private static Output open(Outputs outputs, String agent) {
        return new Output(outputs.open(agent, LogStream.STDOUT), outputs.open(agent, LogStream.STDERR));
    }

    private Outputs outputs() {
        return new Outputs(book, () -> NOON, nanos::get, new OutputObserver() {
            @Override
            public void fileStopped(String agent, Path file, String reason) {
                told.add("stopped " + agent + " " + file.getFileName() + ": " + reason);
            }

            @Override
            public void fileResumed(String agent, Path file, long missing) {
                told.add("resumed " + agent + " " + file.getFileName() + ": " + missing + " missing");
            }
        });
    }

    private void settle(String agent, String maxSize, int keep) {
        outputs.settle(Map.of(agent, settings(maxSize, keep)));
    }

    private LogFileSettings settings(String maxSize, int keep) {
        return new LogFileSettings(dir, size(maxSize), keep, true, size("1GB"));
    }

    private static ByteSize size(String text) {
        return ByteSize.parse(text);
    }

    private static void write(LineStream stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.accept(bytes, 0, bytes.length);
    }

    private List<String> ring(String agent) {
        return new LogReader(book, null)
                .read(new LogQuery(Set.of(agent), 5_000, null, null)).lines().stream()
                        .map(line -> line.stream().label() + " " + line.text())
                        .toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(dir)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    private long onDisk() throws IOException {
        long sum = 0;
        try (Stream<Path> all = Files.list(dir)) {
            for (Path file : all.toList()) {
                // One that is deleted meanwhile has none.
                sum += file.toFile().length();
            }
        }
        return sum;
    }

    private static List<String> texts(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(OutputsTest::text).toList();
    }

    private static List<String> unpacked(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().map(OutputsTest::text).toList();
        }
    }

    private static String text(String line) {
        return line.substring("2026-01-01T12:00:00.123Z stdout ".length());
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
