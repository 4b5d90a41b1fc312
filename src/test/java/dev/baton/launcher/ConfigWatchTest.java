package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.command.CommandFailure;
import dev.baton.command.PassingCommands;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which changes of a file lead to a reload. */
class ConfigWatchTest {
    private final AtomicInteger reloads = new AtomicInteger();
    private Path folder;
    private Path file;
    private ConfigWatch watch;

    @BeforeEach
    void write(@TempDir Path made) throws IOException {
        folder = made;
        file = Files.writeString(folder.resolve("baton.yaml"), "a: 1");
        watch = on(file, Future::succeededFuture);
    }

    @AfterEach
    void close() {
        watch.close();
    }

    /** Whoever is asked counts, and refuses. */
    private ConfigWatch on(Path watched, Supplier<Future<Void>> free) {
        PassingCommands commands = new PassingCommands(
                () -> {
                    reloads.incrementAndGet();
                    return null;
                },
                () -> CommandFailure.unavailable("nothing is here"));
        return new ConfigWatch(ConfigFiles.asOfNow(List.of(watched)), commands, free);
    }

    /** Watches, and sees to it that the system tells of what comes next: a change during the start would be found without. */
    private void begin() throws IOException {
        // At once: it is looked at without waiting for who may be writing it.
        Path next = Files.writeString(folder.resolve("first"), "a: 0");
        watch.begin();
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        awaitReloads(1);
    }

    private void awaitReloads(int count) {
        await().until(() -> reloads.get() >= count);
        assertThat(reloads).hasValue(count);
    }

    @Test
    void aFileThatAnEditorPutsInItsPlaceIsReadAgain() throws IOException {
        begin();

        Path next = Files.writeString(folder.resolve("baton.yaml~"), "a: 2");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);

        awaitReloads(2);
    }

    @Test
    void whatChangedDuringTheStartIsReadAgain() throws IOException {
        Files.writeString(file, "a: 2");

        watch.begin();

        awaitReloads(1);
    }

    @Test
    void theSameTextAndOtherFilesAreNotReadAgain() throws IOException {
        begin();

        Files.writeString(file, "a: 0");
        Files.writeString(folder.resolve("other.yaml"), "a: 2");
        watch.changed("config", "as if the system had told of it already");
        assertThat(reloads).hasValue(1);
        Files.writeString(file, "a: 2");

        awaitReloads(2);
    }

    @Test
    void whatGitIgnoresIsReadAgainAllTheSame() throws IOException {
        Files.createDirectory(folder.resolve(".git"));
        Files.writeString(folder.resolve(".gitignore"), "*.yaml\n");
        begin();

        Files.writeString(file, "a: 2");

        awaitReloads(2);
    }

    @Test
    void aLinkThatIsTurnedOverLeadsToAReloadAndIsFollowed() throws IOException {
        Path first = Files.createDirectories(folder.resolve("releases/1"));
        Path second = Files.createDirectories(folder.resolve("releases/2"));
        Files.writeString(first.resolve("baton.yaml"), "a: 1");
        Files.writeString(second.resolve("baton.yaml"), "a: 2");
        Path link = Files.createSymbolicLink(folder.resolve("current"), first);
        watch.close();
        file = link.resolve("baton.yaml");
        watch = on(file, Future::succeededFuture);
        begin();

        Files.move(Files.createSymbolicLink(folder.resolve("next"), second), link, StandardCopyOption.ATOMIC_MOVE);
        awaitReloads(2);

        Files.writeString(second.resolve("baton.yaml"), "a: 3");
        awaitReloads(3);
    }

    @Test
    void waitsForAReloadThatIsUnderWay() throws IOException {
        Promise<Void> other = Promise.promise();
        AtomicInteger asked = new AtomicInteger();
        watch.close();
        watch = on(file, () -> {
            asked.incrementAndGet();
            return other.future();
        });
        watch.begin();

        Files.writeString(file, "a: 2");
        await().until(() -> asked.get() == 1);
        assertThat(reloads).hasValue(0);
        watch.ask("another change");
        other.complete();

        awaitReloads(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksForNothingOnceItIsClosed() throws IOException {
        Promise<Void> other = Promise.promise();
        watch.close();
        watch = on(file, other::future);
        watch.begin();
        watch.ask("a change");

        watch.close();
        other.complete();
        Files.writeString(file, "a: 2");
        watch.changed("config", "too late");

        assertThat(reloads).hasValue(0);
    }
}
