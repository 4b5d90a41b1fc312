package dev.baton.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real files. That something is not told shows in what is told next. */
@Tag("long")
class FileWatchTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private final Heard heard = new Heard();
    private FileWatch files;

    @BeforeEach
    void start() throws IOException {
        files = FileWatch.start(folder, heard);
    }

    @AfterEach
    void close() throws IOException {
        heard.goesOn();
        files.close();
    }

    @Test
    void tellsWhatChanged() throws Exception {
        write("src/a.py");
        watch("src/**/*.py");

        write("src/a.py");
        assertThat(heard.next()).isEqualTo("it: src/a.py changed");

        write("src/new.py");
        assertThat(heard.next()).isEqualTo("it: src/new.py changed");

        Files.delete(path("src/a.py"));
        assertThat(heard.next()).isEqualTo("it: src/a.py changed");
    }

    @Test
    void doesNotTellOfOtherFiles() throws Exception {
        write("src/a.py");
        watch("src/**/*.py", "!src/gen/**");

        write("src/a.txt");
        write("other/b.py");
        write("src/gen/c.py");
        write("src/a.py");

        assertThat(heard.next()).isEqualTo("it: src/a.py changed");
    }

    @Test
    void aFileThatIsSavedByRenamingCountsOnce() throws Exception {
        write("src/a.py");
        watch("src/*.py");

        write("src/.a.py.swp");
        Files.move(path("src/a.py"), path("src/a.py~"));
        Files.move(path("src/.a.py.swp"), path("src/a.py"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(path("src/a.py~"));
        assertThat(heard.next()).isEqualTo("it: src/a.py changed");

        write("src/b.py");
        assertThat(heard.next()).isEqualTo("it: src/b.py changed");
    }

    @Test
    void aStormOfChangesIsToldOnce() throws Exception {
        write("src/a.py");
        watch("src/**");

        for (int i = 0; i < 200; i++) {
            write("src/" + i % 4 + "/" + i + ".py");
        }
        assertThat(heard.next()).matches("it: src/\\S+\\.py and \\d+ more files changed");

        write("src/a.py");
        assertThat(heard.next()).isEqualTo("it: src/a.py changed");
    }

    @Test
    void whatTheSystemCouldNotTellIsAChange() throws Exception {
        write("src/a.py");
        watch("src/*.py");
        heard.stops();
        write("src/a.py");
        assertThat(heard.next()).isEqualTo("it: src/a.py changed");

        // While it is held up more happens in one folder than Java remembers, 512 at most.
        for (int i = 0; i < 2_000; i++) {
            write("src/" + i + ".txt");
        }
        heard.goesOn();

        assertThat(heard.next()).isEqualTo("it: more files changed at once than can be told");
    }

    @Test
    void newFoldersAreWatchedToo() throws Exception {
        write("src/a.py");
        watch("src/**/*.py");

        write("src/deep/deeper/b.py");
        assertThat(heard.next()).isEqualTo("it: src/deep/deeper/b.py changed");

        write("src/deep/deeper/b.py");
        assertThat(heard.next()).isEqualTo("it: src/deep/deeper/b.py changed");
    }

    @Test
    void aFolderThatMovesIsWatchedWhereItIs() throws Exception {
        write("src/one/a.py");
        watch("src/**/*.py");

        Files.move(path("src/one"), path("src/two"));
        assertThat(heard.next()).isEqualTo("it: src/two/a.py changed");

        write("src/two/a.py");
        assertThat(heard.next()).isEqualTo("it: src/two/a.py changed");
    }

    @Test
    void waitsForAFolderThatIsNotThereYet() throws Exception {
        watch("later/src/*.py");

        write("later/src/a.py");
        assertThat(heard.next()).isEqualTo("it: later/src/a.py changed");

        Files.delete(path("later/src/a.py"));
        Files.delete(path("later/src"));
        assertThat(heard.next()).isEqualTo("it: later/src/a.py changed");

        write("later/src/b.py");
        assertThat(heard.next()).isEqualTo("it: later/src/b.py changed");
    }

    @Test
    void aNameAloneIsThatFileOrAllInThatFolder() throws Exception {
        write("conf/site/a.yaml");
        write("app.yaml");
        watch("app.yaml", "conf");

        write("app.yaml");
        assertThat(heard.next()).isEqualTo("it: app.yaml changed");

        write("other.yaml");
        write("conf/site/a.yaml");
        assertThat(heard.next()).isEqualTo("it: conf/site/a.yaml changed");
    }

    @Test
    void respectsGitignore() throws Exception {
        Files.createDirectory(path(".git"));
        write(".gitignore", "/build/\n*.log\n!keep.log\n");
        write("src/.gitignore", "gen\n");
        write("src/a.py");
        write("build/b.py");
        write("src/gen/c.py");
        watch("**");

        write("build/b.py");
        write("src/gen/c.py");
        write("src/x.log");
        write(".git/index");
        write("src/keep.log");
        assertThat(heard.next()).isEqualTo("it: src/keep.log changed");
    }

    @Test
    void noticesThatGitignoreChanged() throws Exception {
        Files.createDirectory(path(".git"));
        write(".gitignore", "gen\n");
        write("src/gen/c.py");
        write("src/old/d.py");
        watch("**/*.py", "*.txt");

        write(".gitignore", "old\n");
        write("mark.txt");
        assertThat(heard.next()).isEqualTo("it: mark.txt changed");

        write("src/old/d.py");
        write("src/gen/c.py");
        assertThat(heard.next()).isEqualTo("it: src/gen/c.py changed");
    }

    @Test
    void aFolderThatTookTheNameOfAnotherHasItsOwnGitignore() throws Exception {
        write("src/lib/.gitignore", "*.py\n");
        write("src/lib/a.py");
        write("other/.gitignore", "*.txt\n");
        write("other/a.py");
        write("src/b.py");
        watch("src/**/*.py");
        write("src/lib/a.py");
        write("src/b.py");
        assertThat(heard.next()).isEqualTo("it: src/b.py changed");

        Files.move(path("src/lib"), path("former"));
        Files.move(path("other"), path("src/lib"));
        assertThat(heard.next()).isEqualTo("it: src/lib/a.py changed");

        write("src/lib/a.py");
        assertThat(heard.next()).isEqualTo("it: src/lib/a.py changed");
    }

    @Test
    void doesNotFollowLinks(@TempDir Path elsewhere) throws Exception {
        Files.createDirectories(path("src"));
        Files.writeString(elsewhere.resolve("far.py"), "");
        Files.createSymbolicLink(path("src/link"), elsewhere);
        write("src/a.py");
        watch("src/**");

        Files.writeString(elsewhere.resolve("far.py"), "changed");
        write("src/a.py");

        assertThat(heard.next()).isEqualTo("it: src/a.py changed");
    }

    @Test
    void entersALinkThatIsNamedOutright(@TempDir Path elsewhere) throws Exception {
        Files.createSymbolicLink(path("src"), elsewhere);
        watch("src/**");

        write("src/a.py");

        assertThat(heard.next()).isEqualTo("it: src/a.py changed");
    }

    @Test
    void saysThatThereAreTooManyFolders() throws Exception {
        write("a.py");
        for (int i = 0; i < 5; i++) {
            write(i + "/a.py");
        }
        files.close();
        files = FileWatch.start(folder, 3, heard);

        watch("**");

        assertThat(heard.trouble()).startsWith("it: only 3 folders can be watched in all, and not ");
        assertThat(heard.hasNoMoreTroubles()).isTrue();
        write("a.py");
        assertThat(heard.next()).isEqualTo("it: a.py changed");
    }

    @Test
    void othersGoOnWhenOneIsReplaced() throws Exception {
        write("one/a");
        write("two/a");
        watch(Map.of("one", globs("one/*"), "two", globs("two/*")));
        watch(Map.of("two", globs("two/*"), "three", globs("one/*")));

        write("two/a");
        assertThat(heard.next()).isEqualTo("two: two/a changed");
        write("one/a");
        assertThat(heard.next()).isEqualTo("three: one/a changed");
        watch(Map.of("two", globs("two/*")));
        write("one/a");
        write("two/a");
        assertThat(heard.next()).isEqualTo("two: two/a changed");
    }

    private void watch(String... patterns) throws Exception {
        watch(Map.of("it", globs(patterns)));
    }

    private void watch(Map<String, Globs> wanted) throws Exception {
        files.watch(wanted).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static Globs globs(String... patterns) {
        return new Globs(List.of(patterns));
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private void write(String name) {
        write(name, "text of " + name);
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(path(name).getParent());
            Files.writeString(path(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
