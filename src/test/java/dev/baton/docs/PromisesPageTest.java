package dev.baton.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.BatonFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each promise is held by a test, and each class of scenarios holds one. */
class PromisesPageTest {
    private static final Page PAGE = Page.read(Path.of("docs/promises.md"));

    @Test
    void everyPromiseIsHeldByATest() {
        assertThat(Promises.complaints(PAGE)).isEmpty();
        assertThat(Promises.classes(PAGE)).hasSizeGreaterThan(25);
    }

    @Test
    void everyClassOfScenariosHoldsAPromise() throws IOException {
        Path scenarios = BatonFolder.checkout().resolve("src/test/java/dev/baton/scenario");
        List<String> classes;
        try (Stream<Path> files = Files.list(scenarios)) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java") || name.endsWith("IT.java"))
                    .map(name -> "dev.baton.scenario." + name.replace(".java", ""))
                    .toList();
        }

        assertThat(Promises.classes(PAGE)).containsAll(classes);
    }
}
