package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scenario.agents.Kinds;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.Jdks;
import dev.baton.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
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

    /** Each of these costs every start some hundredths of a second. */
    @Test
    void isPutInAnOrderThatStartsSoon() throws IOException {
        try (ZipFile jar = new ZipFile(System.getProperty("baton.jar"))) {
            List<? extends ZipEntry> entries = jar.stream().toList();

            assertThat(entries.get(0).getName()).isEqualTo("META-INF/MANIFEST.MF");
            assertThat(entries)
                    .noneMatch(ZipEntry::isDirectory)
                    .extracting(ZipEntry::getName)
                    .noneMatch(name -> name.matches("META-INF/versions/(9|1[0-7])/.*"));
            assertThat(jar.getEntry("dev/baton/launcher/Main.class").getMethod())
                    .isEqualTo(ZipEntry.STORED);
            assertThat(jar.getEntry("com/hazelcast/core/Hazelcast.class").getMethod())
                    .isEqualTo(ZipEntry.DEFLATED);
        }
    }
}
