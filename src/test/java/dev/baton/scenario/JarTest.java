package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scenario.agents.Kinds;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.Jdks;
import dev.baton.testing.TestPorts;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one jar, started by a plain {@code java -jar} or by its script, on the oldest and on the newest Java of this machine. */
class JarTest {
    @TempDir
    private Path folder;

    static Stream<Path> oldestAndNewestJava() {
        return Stream.of(Jdks.oldest(), Jdks.newest()).distinct();
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewestJava")
    void runsWithoutAWarning(Path java) {
        BatonFolder files =
                new BatonFolder(folder).onJava(java).withOptions().config("""
                agents:
                  a: {class: "%s"}
                """.formatted(Kinds.Once.class.getName()));

        try (BatonProcess baton = files.run()) {
            baton.endsWith(0);

            assertThat(baton.err()).isEmpty();
            assertThat(baton.said("a")).contains("closed");
            assertThat(baton.log()).extracting("level").doesNotContain("WARNING");
            assertThat(baton.out()).hasSameSizeAs(baton.log());
        }
    }

    /** Queues that HTTP needs make a newer Java warn, which the script prevents. */
    @ParameterizedTest
    @MethodSource("oldestAndNewestJava")
    void servesHttpWithoutAWarningWhenItsScriptStartsIt(Path java) {
        BatonFolder files = new BatonFolder(folder)
                .onJava(java)
                .install()
                .withEnvironment("BATON_ARCHIVE", "off")
                .config("""
                        agents:
                          a: {command: "true", restart: never}
                        """);

        try (BatonProcess baton = files.installed(
                "run", files.path("baton.yaml").toString(), "--http", String.valueOf(TestPorts.next()))) {
            baton.endsWith(0);

            assertThat(baton.err()).isEmpty();
        }
    }
}
