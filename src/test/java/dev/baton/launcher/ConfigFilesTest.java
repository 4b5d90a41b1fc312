package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.ProjectedVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a change can come from, and whether there was one. */
class ConfigFilesTest {
    private Path folder;

    @BeforeEach
    void make(@TempDir Path made) throws IOException {
        // Where folders for temporary files are links themselves, there are more than these tests count.
        folder = made.toRealPath();
    }

    private static List<String> surroundings(Path... files) {
        return ConfigFiles.asOfNow(List.of(files)).surroundings().patterns();
    }

    private String allIn(String name) {
        return folder.resolve(name) + "/*";
    }

    @Test
    void aPlainFileIsInItsFolder() throws IOException {
        Files.createDirectories(folder.resolve("conf/sub"));
        Path file = Files.writeString(folder.resolve("conf/baton.yaml"), "a: 1");

        assertThat(surroundings(file)).containsExactly(allIn("conf"));
        assertThat(surroundings(folder.resolve("conf/sub/../baton.yaml"))).containsExactly(allIn("conf"));
    }

    @Test
    void aFileThatIsNotThereIsWaitedForInItsFolder() {
        assertThat(surroundings(folder.resolve("later.yaml"))).containsExactly(folder + "/*");
    }

    @Test
    void linksCountOnTheWayAndWhereTheyLead() throws IOException {
        Files.createDirectories(folder.resolve("releases/1/conf"));
        Files.writeString(folder.resolve("releases/1/conf/baton.yaml"), "a: 1");
        Files.createSymbolicLink(folder.resolve("current"), Path.of("releases/1"));
        Files.createSymbolicLink(folder.resolve("baton.yaml"), Path.of("current/conf/baton.yaml"));

        assertThat(surroundings(folder.resolve("baton.yaml"))).containsExactly(folder + "/*", allIn("releases/1/conf"));
    }

    @Test
    void aRingOfLinksEnds() throws IOException {
        Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));

        assertThat(surroundings(folder.resolve("a"))).containsExactly(folder + "/*");
    }

    @Test
    void filesOfKubeletChangeWithTheLinkBeforeThem() {
        ProjectedVolume volume = new ProjectedVolume(folder.resolve("etc")).write(Map.of("baton.yaml", "a: 1"));
        ConfigFiles files = ConfigFiles.asOfNow(List.of(folder.resolve("etc/baton.yaml")));
        List<String> before = files.surroundings().patterns();

        volume.write(Map.of("baton.yaml", "a: 2"));

        assertThat(before).startsWith(allIn("etc")).hasSize(2);
        assertThat(files.surroundings().patterns()).startsWith(allIn("etc")).isNotEqualTo(before);
        assertThat(files.haveChanged()).isTrue();
        assertThat(files.haveChanged()).isFalse();
    }

    @Test
    void theSameTextIsNoChange() throws IOException {
        Path file = Files.writeString(folder.resolve("baton.yaml"), "a: 1");
        ConfigFiles files = ConfigFiles.asOfNow(List.of(file));

        Files.delete(file);
        Files.writeString(file, "a: 1");
        assertThat(files.haveChanged()).isFalse();

        Files.delete(file);
        assertThat(files.haveChanged()).isTrue();
    }
}
