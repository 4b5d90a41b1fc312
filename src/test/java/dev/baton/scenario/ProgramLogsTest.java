package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs write is there afterwards, in memory and in files. */
class ProgramLogsTest {
    private static final int TIME_AND_STREAM = "2026-01-01T00:00:00.000Z stdout ".length();

    @TempDir
    private Path folder;

    private BatonFolder files;

    @BeforeEach
    void write() {
        files = new BatonFolder(folder).withEnvironment("BATON_ARCHIVE", "off");
    }

    private List<String> baton(String... line) {
        try (BatonProcess asked = files.launcher(line)) {
            asked.endsWith(0);
            return asked.out();
        }
    }

    @Test
    void aMillionLinesInOneBurstBeforeTheExitAreAllKept() throws IOException {
        files.config("""
                orchestrator: {runMode: DAEMON, name: noisy}
                agents:
                  burst: {command: "seq 1 1000000; printf 'the last words' >&2"}
                """);
        try (BatonProcess running = files.run()) {
            running.awaitLine("[baton]", "Ended in SUCCESS agent=burst");

            assertThat(baton("logs", "burst", "--last", "1"))
                    .singleElement()
                    .matches(line -> line.contains("1000000") || line.endsWith("the last words"));
            List<String> lines = baton("logs", "burst", "--last", "3000", "--grep", "^\\d+$");
            assertThat(lines).hasSize(3_000);
            assertThat(lines.get(0)).endsWith(" 997001");
            assertThat(lines.get(2_999)).endsWith(" 1000000");
        }

        List<String> written = Files.readAllLines(folder.resolve("state/baton/noisy/logs/burst.log"));
        // Two pipes have no order: the words may have come up to a pipe's worth of numbers, 9,000 or so, before the
        // last of them, and so have left memory again.
        assertThat(written)
                .filteredOn(line -> line.startsWith(" stderr ", 24))
                .singleElement()
                .matches(line -> line.endsWith(" the last words"));
        List<String> numbers = written.stream()
                .filter(line -> line.startsWith(" stdout ", 24))
                .map(line -> line.substring(TIME_AND_STREAM))
                .toList();
        assertThat(numbers.equals(IntStream.rangeClosed(1, 1_000_000)
                        .mapToObj(Integer::toString)
                        .toList()))
                .as("all numbers in order")
                .isTrue();
    }

    @Test
    void linesOfEarlierStartsAndEarlierBatonsAreThere() {
        files.config("""
                orchestrator: {name: again}
                agents:
                  once: {command: "echo run $RUN; exit 1", restart: {policy: on-failure, maxRestarts: 1, initialDelay: 10ms}}
                """);
        for (String run : List.of("first", "second")) {
            try (BatonProcess running = files.withEnvironment("RUN", run).run()) {
                running.endsWith(1);
            }
        }

        assertThat(files.read("state/baton/again/logs/once.log").lines())
                .extracting(line -> line.substring(TIME_AND_STREAM))
                .containsExactly("run first", "run first", "run second", "run second");
    }
}
