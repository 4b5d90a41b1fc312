package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.launcher.LiveBaton;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.Jdks;
import dev.baton.testing.NotifySocketOfSystemd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The archive of classes beside the jar, which makes commands start sooner and must never keep one from starting. Tries the oldest and
 * the newest Java by itself.
 */
@Tag("long")
class ArchiveTest {
    private static final String VERSION = "baton ";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    static Stream<Path> oldestAndNewestJava() {
        return Stream.of(Jdks.oldest(), Jdks.newest()).distinct();
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewestJava")
    void isMadeUsedAndMadeAnewForAnotherJar(Path java) throws IOException {
        BatonFolder files = new BatonFolder(folder).onJava(java).install();

        versionWith(files.withEnvironment("BATON_ARCHIVE", "now"));
        List<Path> archives = archives();
        assertThat(archives).hasSize(3);
        assertThat(mainComesFrom(files.withEnvironment("BATON_ARCHIVE", ""))).contains("shared objects file");

        Path jar = folder.resolve("installed/lib/baton.jar");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_800_000_000_000L));
        versionWith(files.withEnvironment("BATON_ARCHIVE", "now"));
        assertThat(archives()).containsExactlyElementsOf(archives);
        for (Path archive : archives) {
            assertThat(Files.getLastModifiedTime(archive)).isEqualTo(Files.getLastModifiedTime(jar));
        }
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewestJava")
    void isUsedByANodeThatHasWhatHazelcastAsksFor(Path java) throws IOException {
        BatonFolder files = new BatonFolder(folder)
                .onJava(java)
                .install()
                .config("agents: {a: {command: ['true']}}\ncluster: {enabled: true, node: n1, bind: {memberPort: "
                        + LiveBaton.freePort() + ", busPort: " + LiveBaton.freePort() + "}}\n");
        versionWith(files.withEnvironment("BATON_ARCHIVE", "now"));
        files.withEnvironment("BATON_ARCHIVE", "")
                .withEnvironment("BATON_JAVA_OPTS", "-Xlog:class+load:file=loaded.txt");

        try (BatonProcess node = files.installed("run", "baton.yaml")) {
            node.endsWith(0);

            assertThat(node.out())
                    .anyMatch(line -> line.contains("joined cluster"))
                    .noneMatch(line -> line.contains("modular environment"));
        }
        assertThat(files.read("loaded.txt"))
                .containsPattern("dev.baton.launcher.Main source: shared objects file")
                .containsPattern("com.hazelcast.core.Hazelcast source: shared objects file");
    }

    @Test
    void isMadeForNodesOnlyWhenThereIsToBeOne() throws IOException {
        BatonFolder files =
                new BatonFolder(folder).install().config("""
                orchestrator: {runMode: DAEMON}
                cluster: {enabled: true, node: n1, bind: {memberPort: %d, busPort: %d}}
                """.formatted(LiveBaton.freePort(), LiveBaton.freePort()));

        versionWith(files.withEnvironment("BATON_ARCHIVE", ""));
        await().atMost(PATIENCE).until(() -> isAllMade(2));
        assertThat(archives()).noneMatch(archive -> archive.toString().contains("-node."));
        try (BatonProcess node = files.installed("run", "baton.yaml")) {
            await().atMost(PATIENCE).until(() -> isAllMade(3));
            node.signal("INT").endsWith(0);
        }
        assertThat(archives()).anyMatch(archive -> archive.toString().contains("-node."));
    }

    private boolean isAllMade(int count) throws IOException {
        List<Path> present = archives();
        return present.size() == count
                && present.stream().allMatch(file -> file.toString().matches(".*\\.(jsa|aot)"));
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewestJava")
    void isPassedOverIfItIsBroken(Path java) throws IOException {
        BatonFolder files = new BatonFolder(folder).onJava(java).install();
        versionWith(files.withEnvironment("BATON_ARCHIVE", "now"));
        Path archive = archives().get(0);
        assertThat(archive.toString()).contains("-commands.");
        FileTime time = Files.getLastModifiedTime(archive);
        Files.delete(archive);
        Files.write(archive, new byte[100_000]);
        Files.setLastModifiedTime(archive, time);

        versionWith(files.withEnvironment("BATON_ARCHIVE", ""));
    }

    @Test
    void isNotTriedAgainWhereItCanNotBeMade() throws IOException {
        BatonFolder files = new BatonFolder(folder).install();
        Files.writeString(folder.resolve("installed/lib/baton.jar"), "no jar any more");

        try (BatonProcess baton = files.withEnvironment("BATON_ARCHIVE", "now").installed("--version")) {
            baton.endsWith(1);
        }

        assertThat(archives())
                .hasSize(3)
                .allMatch(left -> left.getFileName().toString().endsWith(".failed"));
    }

    @Test
    void isMadeWithoutTouchingWhatTheEnvironmentNames() throws IOException {
        BatonFolder files = new BatonFolder(folder)
                .install()
                .withEnvironment("BATON_ARCHIVE", "now")
                .withEnvironment("BATON_ORCHESTRATOR_RUN_MODE", "DAEMON")
                .withEnvironment(
                        "BATON_ORCHESTRATOR_STATE_DIR", folder.resolve("mine").toString())
                .withEnvironment("BATON_CLUSTER_ENABLED", "true")
                .withEnvironment("BATON_CLUSTER_NAME", "mine");
        try (NotifySocketOfSystemd systemd = NotifySocketOfSystemd.at(folder.resolve("n"))) {
            versionWith(files.withEnvironment("NOTIFY_SOCKET", systemd.name()));

            assertThat(systemd.heard()).isEmpty();
        }
        assertThat(archives()).hasSize(3);
        assertThat(files.socket()).doesNotExist();
        assertThat(folder.resolve("mine")).doesNotExist();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void isNeverMadeTwiceAtATime() throws IOException {
        BatonFolder files = new BatonFolder(folder).install().withEnvironment("BATON_ARCHIVE", "now");

        try (BatonProcess one = files.installed("--version");
                BatonProcess other = files.installed("--version")) {
            one.endsWith(0);
            other.endsWith(0);
        }

        assertThat(archives()).hasSize(3);
    }

    @Test
    void sparesCommandsTheTableOfContentsOfTheJar() throws IOException {
        BatonFolder files = new BatonFolder(folder).onJava(Jdks.oldest()).install();
        versionWith(files.withEnvironment("BATON_ARCHIVE", "now"));
        files.withEnvironment("BATON_ARCHIVE", "")
                .withEnvironment("BATON_JAVA_OPTS", "-Xlog:class+load:file=loaded.txt");

        try (BatonProcess ps =
                files.installed("ps", "--socket", folder.resolve("nobody.sock").toString())) {
            ps.endsWith(3);
        }

        assertThat(files.read("loaded.txt"))
                .contains("java.nio.channels.SocketChannel ")
                .doesNotContain("source: file:")
                .doesNotContain("java.util.zip.ZipFile$Source ");
    }

    private static void versionWith(BatonFolder files) {
        try (BatonProcess baton = files.installed("--version")) {
            baton.endsWith(0);

            assertThat(baton.out().get(0)).startsWith(VERSION);
            assertThat(baton.err()).isEmpty();
        }
    }

    private static String mainComesFrom(BatonFolder files) {
        try (BatonProcess baton = files.withEnvironment("BATON_JAVA_OPTS", "-Xlog:class+load:stderr")
                .installed("--version")) {
            baton.endsWith(0);
            files.withEnvironment("BATON_JAVA_OPTS", "");
            return baton.err().stream()
                    .filter(line -> line.contains(" dev.baton.launcher.Main "))
                    .findFirst()
                    .orElse("nowhere");
        }
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("installed/lib"))) {
            return files.filter(file -> Files.isRegularFile(file) && !file.endsWith("baton.jar"))
                    .sorted()
                    .toList();
        }
    }
}
