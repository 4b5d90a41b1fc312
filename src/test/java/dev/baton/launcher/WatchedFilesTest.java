package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.runtime.watch.Globs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start and reloads may come together. */
class WatchedFilesTest {
    private final WatchedFiles watched = new WatchedFiles(() -> {
        throw new AssertionError("nothing changes here");
    });

    /** Those of earlier tests may not have ended yet. */
    private final Set<Thread> others = watching();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        watched.close();
    }

    private Map<String, Globs> wanted(String name) {
        return Map.of("a", new Globs(List.of(folder.resolve(name) + "/*.py")));
    }

    private static Set<Thread> watching() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("baton-watch-events"))
                .collect(Collectors.toSet());
    }

    private long watches() {
        return watching().stream().filter(thread -> !others.contains(thread)).count();
    }

    @Test
    void watchesOnceHoweverManyAskTogether() {
        CompletableFuture.allOf(IntStream.range(0, 32)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> watched.watch(wanted("f" + i))))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(watches()).isEqualTo(1);
        watched.close();
        await().until(() -> watches() == 0);
    }

    @Test
    void whatAReloadSaidStandsWhenTheFirstConfigComesLate() {
        watched.watch(Map.of());

        watched.begin(wanted("f"));

        assertThat(watches()).isZero();
    }

    @Test
    void watchesNothingAfterItsEnd() {
        watched.close();

        watched.begin(wanted("f"));
        watched.watch(wanted("f"));

        assertThat(watches()).isZero();
    }
}
