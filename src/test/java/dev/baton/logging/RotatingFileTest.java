package dev.baton.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {
    private final List<String> troubles = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void keepsTheNewestLinesWithinItsBound() throws IOException {
        RotatingFile file = open(folder.resolve("baton.log"), 1000, 3);

        for (int i = 0; i < 1000; i++) {
            file.write(lines(i * 10, i * 10 + 10));
        }
        file.close();

        assertThat(names()).containsExactly("baton.log", "baton.log.1", "baton.log.2");
        assertThat(sizes()).allMatch(size -> size <= 1000);
        assertThat(numbers("baton.log.2", "baton.log.1", "baton.log"))
                .endsWith(9998, 9999)
                .isSorted()
                .hasSizeGreaterThan(290);
        assertThat(troubles).isEmpty();
    }

    @Test
    void splitsNoLineAndLetsALongOneThroughAlone() throws IOException {
        RotatingFile file = open(folder.resolve("baton.log"), 100, 4);

        file.write(List.of(bytes("short\n"), bytes("x".repeat(500) + "\n"), bytes("after\n")));
        file.close();

        assertThat(folder.resolve("baton.log")).hasContent("after\n");
        assertThat(folder.resolve("baton.log.1")).hasContent("x".repeat(500) + "\n");
        assertThat(folder.resolve("baton.log.2")).hasContent("short\n");
    }

    @Test
    void startsOverWhenOnlyOneFileIsAllowed() throws IOException {
        RotatingFile file = open(folder.resolve("baton.log"), 100, 1);

        file.write(lines(0, 50));
        file.close();

        assertThat(names()).containsExactly("baton.log");
        assertThat(numbers("baton.log")).endsWith(49);
        assertThat(sizes()).allMatch(size -> size <= 100);
    }

    @Test
    void appendsToWhatIsThereAndClearsAwayWhatIsMoreThanAllowed() throws IOException {
        Files.writeString(folder.resolve("baton.log"), "old\n");
        for (int i = 1; i <= 5; i++) {
            Files.writeString(folder.resolve("baton.log." + i), "older\n");
        }
        RotatingFile file = open(folder.resolve("baton.log"), 100, 2);

        file.write(lines(0, 1));
        assertThat(folder.resolve("baton.log")).content().startsWith("old\n");
        file.write(lines(1, 60));
        file.close();

        assertThat(names()).containsExactly("baton.log", "baton.log.1");
    }

    @Test
    void makesTheFoldersThatAreMissing() throws IOException {
        open(folder.resolve("a/b/baton.log"), 100, 2).close();

        assertThat(folder.resolve("a/b/baton.log")).exists();
    }

    @Test
    void makesTheFileAnewWhenSomebodyMovedItAway() throws IOException {
        Path path = folder.resolve("baton.log");
        RotatingFile file = open(path, 1000, 2);
        file.write(lines(0, 1));
        Files.move(path, folder.resolve("taken"));

        file.write(lines(1, 2));
        file.close();

        assertThat(numbers("taken")).containsExactly(0);
        assertThat(numbers("baton.log")).containsExactly(1);
        assertThat(troubles).isEmpty();
    }

    @Test
    void tellsOnceThatWritingFailsAndOnceThatItWorksAgain() throws IOException {
        Path path = folder.resolve("gone/baton.log");
        RotatingFile file = open(path, 1000, 2);
        Files.delete(path);
        Files.delete(path.getParent());

        file.write(lines(0, 3));
        file.write(lines(3, 7));
        Files.createDirectory(path.getParent());
        file.write(lines(7, 9));
        file.close();

        assertThat(troubles)
                .containsExactly(
                        "The log file " + path + " can't be written: its folder doesn't exist. Lines go to the console"
                                + " only until it can.",
                        "The log file " + path + " can be written again; 7 lines are missing in it.");
        assertThat(numbers("gone/baton.log")).containsExactly(7, 8);
    }

    @Test
    void countsTheLinesThatAFullDiskCosts() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        RotatingFile file = open(full, 1000, 2);

        file.write(lines(0, 3));
        file.write(lines(3, 5));
        file.close();

        assertThat(troubles).hasSize(2);
        assertThat(troubles.get(0)).contains("No space left on device");
        assertThat(troubles.get(1)).isEqualTo("5 log lines were lost because /dev/full couldn't be written.");
    }

    private RotatingFile open(Path path, long maxBytes, int maxFiles) throws IOException {
        return RotatingFile.open(path, maxBytes, maxFiles, troubles::add);
    }

    private static List<byte[]> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> bytes(i + "\n")).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<Long> sizes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.toFile().length()).toList();
        }
    }

    private List<Integer> numbers(String... files) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (String file : files) {
            Files.readAllLines(folder.resolve(file)).forEach(line -> numbers.add(Integer.valueOf(line)));
        }
        return numbers;
    }
}
