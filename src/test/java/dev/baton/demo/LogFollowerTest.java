package dev.baton.demo;

import static dev.baton.demo.LogFollower.Change.OPENED;
import static dev.baton.demo.LogFollower.Change.ROTATED;
import static dev.baton.demo.LogFollower.Change.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {
    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();
    private final List<LogFollower.Change> changes = new ArrayList<>();
    private Path file;
    private LogFollower follower;

    @BeforeEach
    void follow() {
        file = folder.resolve("app.log");
        follower = new LogFollower(file, true, changes::add);
    }

    @AfterEach
    void close() throws IOException {
        follower.close();
    }

    @Test
    void waitsForAFileThatIsMissingAtFirst() throws IOException {
        poll();
        assertThat(changes).isEmpty();
        append("one\n");
        poll();
        assertThat(lines).containsExactly("one");
        assertThat(changes).containsExactly(OPENED);
    }

    @Test
    void readsEachLineOnce() throws IOException {
        append("one\ntw");
        poll();
        append("o\nthree\n");
        poll();
        poll();
        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void leavesOutWhatWasThereBeforeIfAsked() throws IOException {
        append("old\n");
        follower = new LogFollower(file, false, changes::add);
        poll();
        append("new\n");
        poll();
        assertThat(lines).containsExactly("new");
    }

    @Test
    void goesOnWithTheNewFileAfterARotation() throws IOException {
        append("one\n");
        poll();
        append("two\n");
        Path old = folder.resolve("app.log.1");
        Files.move(file, old);
        append("four\n");
        Files.writeString(old, "three, late and without an end", StandardOpenOption.APPEND);
        poll();
        assertThat(lines).containsExactly("one", "two", "three, late and without an end", "four");
        assertThat(changes).containsExactly(OPENED, ROTATED, OPENED);
    }

    @Test
    void keepsReadingAFileThatWasMovedAwayUntilAnotherTakesItsPlace() throws IOException {
        append("one\n");
        poll();
        Path old = folder.resolve("app.log.1");
        Files.move(file, old);
        Files.writeString(old, "two\n", StandardOpenOption.APPEND);
        poll();
        assertThat(lines).containsExactly("one", "two");
        assertThat(changes).containsExactly(OPENED);
    }

    @Test
    void readsTheNewFileFromItsStartEvenIfTheFirstWasReadFromItsEnd() throws IOException {
        append("old\n");
        follower = new LogFollower(file, false, changes::add);
        poll();
        Files.move(file, folder.resolve("app.log.1"));
        append("new\n");
        poll();
        assertThat(lines).containsExactly("new");
    }

    @Test
    void startsAnewAfterATruncation() throws IOException {
        append("one\nhalf a li");
        poll();
        Files.writeString(file, "two\n", StandardOpenOption.TRUNCATE_EXISTING);
        poll();
        assertThat(lines).containsExactly("one", "two");
        assertThat(changes).containsExactly(OPENED, TRUNCATED);
    }

    @Test
    void takesAFolderInPlaceOfTheFileForAMissingFile() throws IOException {
        Files.createDirectory(file);
        poll();
        assertThat(changes).isEmpty();
    }

    @Test
    void readsABigFileInSeveralPolls() throws IOException {
        String line = "x".repeat(99) + "\n";
        append(line.repeat(50_000));
        assertThat(follower.poll(lines::add)).isTrue();
        assertThat(lines).hasSizeLessThan(50_000);
        poll();
        assertThat(lines).hasSize(50_000).allMatch(read -> read.length() == 99);
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void poll() throws IOException {
        while (follower.poll(lines::add)) {}
    }
}
