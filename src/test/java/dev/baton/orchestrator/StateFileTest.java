package dev.baton.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateFileTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
    private static final String ASIDE = "state.json.damaged-20260102T030405Z";

    @TempDir
    private Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        file().write(Set.of("b", "a.1", "c_-"));

        assertThat(file().read()).isEqualTo(new StateFile.Content(Set.of("a.1", "b", "c_-"), null));
        assertThat(path()).hasContent("{\"version\":1,\"stopped\":[\"a.1\",\"b\",\"c_-\"]}\n");
    }

    @Test
    void replacesWhatItWroteBefore() throws IOException {
        file().write(Set.of("a", "b"));
        file().write(Set.of());

        assertThat(file().read()).isEqualTo(new StateFile.Content(Set.of(), null));
        assertThat(names()).containsExactly("state.json");
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        file().write(Set.of("a"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @Test
    void remembersNothingIfThereIsNoFile() {
        assertThat(file().read()).isEqualTo(new StateFile.Content(Set.of(), null));
    }

    @Test
    void saysThatItsFolderIsMissing() {
        StateFile file = new StateFile(folder.resolve("gone/state.json"), CLOCK);

        assertThat(file.read().finding()).contains("the folder of the state file", "create " + folder.resolve("gone"));
        assertThatThrownBy(() -> file.write(Set.of("a")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("create " + folder.resolve("gone"));
    }

    static Stream<String> damaged() {
        String name = "a".repeat(129);
        return Stream.of(
                "",
                "\0\0\0\0\0\0\0\0",
                "{\"version\":1,\"stopped\":[\"a\"",
                "not JSON at all",
                "null",
                "[1]",
                "{}",
                "{\"version\":1}",
                "{\"version\":2,\"stopped\":[]}",
                "{\"version\":\"1\",\"stopped\":[]}",
                "{\"version\":1.0,\"stopped\":[]}",
                "{\"version\":1,\"stopped\":{\"a\":true}}",
                "{\"version\":1,\"stopped\":[7]}",
                "{\"version\":1,\"stopped\":[null]}",
                "{\"version\":1,\"stopped\":[\"../a\"]}",
                "{\"version\":1,\"stopped\":[\"" + name + "\"]}",
                "{\"version\":1,\"stopped\":[]} {}",
                "[".repeat(100_000),
                "{\"version\":1,\"stopped\":[\"\uFFFF\"]}");
    }

    @ParameterizedTest
    @MethodSource
    void damaged(String content) throws IOException {
        Files.writeString(path(), content);

        StateFile.Content read = file().read();

        assertThat(read.stopped()).isEmpty();
        assertThat(read.finding())
                .startsWith("the state file " + path() + " is damaged (")
                .contains("it is now " + folder.resolve(ASIDE));
        assertThat(names()).containsExactly(ASIDE);
        assertThat(folder.resolve(ASIDE)).hasContent(content);
        assertThat(file().read()).isEqualTo(new StateFile.Content(Set.of(), null));
    }

    @Test
    void saysWhichVersionItDoesNotKnow() throws IOException {
        Files.writeString(path(), "{\"version\":2,\"stopped\":[\"a\"]}");

        assertThat(file().read().finding()).contains("its version is 2 but this Baton knows only 1");
    }

    @Test
    void keepsEveryDamagedFile() throws IOException {
        for (int i = 0; i < 3; i++) {
            Files.writeString(path(), "damage " + i);
            file().read();
        }

        assertThat(names()).containsExactly(ASIDE, ASIDE + "-2", ASIDE + "-3");
        assertThat(folder.resolve(ASIDE)).hasContent("damage 0");
    }

    @Test
    void removesWhatAWriteThatWasCutShortHasLeftAndNothingElse() throws IOException {
        file().write(Set.of("a"));
        Files.writeString(folder.resolve("state.json.123456.tmp"), "{\"ver");
        List<String> others = List.of("state.json.old.tmp", "other.json.123.tmp", "state.json.123");
        for (String other : others) {
            Files.writeString(folder.resolve(other), "mine");
        }

        assertThat(file().read().stopped()).containsExactly("a");
        assertThat(names()).doesNotContain("state.json.123456.tmp").containsAll(others);
    }

    @Test
    void neitherReadsNorReplacesWhatIsNoRegularFile() throws IOException {
        Files.createDirectory(path());

        assertThat(file().read().finding()).contains("can't be read (it is not a regular file)");
        assertThatThrownBy(() -> file().write(Set.of())).hasMessageContaining("it is not a regular file");
        assertThat(path()).isDirectory();
        assertThat(names()).containsExactly("state.json");
    }

    @Test
    void saysThatTheDiskIsFull() {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full));

        assertThatThrownBy(() -> StateFile.fill(full, "x".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("No space left on device");
    }

    private StateFile file() {
        return new StateFile(path(), CLOCK);
    }

    private Path path() {
        return folder.resolve("state.json");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
