package dev.baton.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class DiskScannerTest {
    @TempDir
    Path root;

    private Vertx vertx;

    @BeforeEach
    void keep(Vertx vertx) {
        this.vertx = vertx;
    }

    @Test
    void namesTheLargestFilesLargestFirst() throws Exception {
        file("a/small", 10);
        file("a/b/big", 3000);
        file("medium", 200);
        Rehearsal rehearsal = scan(2);
        assertThat(rehearsal.log())
                .containsExactly(
                        "INFO scanning " + realRoot() + " for its 2 largest files",
                        "INFO 2.9 KiB  a/b/big",
                        "INFO   200 B  medium",
                        "SUCCESS " + realRoot() + ": 3 files, 3.1 KiB");
        assertThat(rehearsal.eventNames()).containsExactly("LARGEST_FILES");
        JsonObject event = rehearsal.lastEvent();
        assertThat(event.getInteger("files")).isEqualTo(3);
        assertThat(event.getInteger("bytes")).isEqualTo(3210);
        assertThat(event.getJsonArray("largest").getJsonObject(0).getString("path"))
                .isEqualTo("a/b/big");
    }

    @Test
    void followsNoLinks() throws Exception {
        file("real/file", 10);
        Files.createSymbolicLink(root.resolve("real/loop"), root);
        Files.createSymbolicLink(root.resolve("twice"), root.resolve("real/file"));
        Files.createSymbolicLink(root.resolve("nowhere"), root.resolve("missing"));
        assertThat(scan(10).lastEvent().getInteger("files")).isEqualTo(1);
    }

    @Test
    void countsWhatItCannotRead() throws Exception {
        file("open/file", 10);
        Path locked = Files.createDirectories(root.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(locked), "this user may read everything");
        try {
            Rehearsal rehearsal = scan(10);
            assertThat(rehearsal.lastEvent().getInteger("unreadable")).isEqualTo(1);
            assertThat(rehearsal.lastEvent().getInteger("files")).isEqualTo(1);
            assertThat(rehearsal.log()).last().asString().endsWith(", 1 unreadable");
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void saysHowFarItIs() throws Exception {
        for (int i = 0; i < 20; i++) {
            file("a" + i % 4 + "/b" + i + "/c/d/file", 1);
        }
        Rehearsal rehearsal = new Rehearsal(new DiskScanner(), vertx, config(3));
        rehearsal.atProgress(() -> rehearsal.advance(Duration.ofSeconds(1)));
        rehearsal.setUp().execute();
        List<Rehearsal.Progress> all = rehearsal.allProgress();
        assertThat(all).isSortedAccordingTo(java.util.Comparator.comparingLong(Rehearsal.Progress::done));
        assertThat(all).allMatch(progress -> progress.done() <= progress.total());
        assertThat(all).last().isEqualTo(new Rehearsal.Progress(25, 25, "20 files, 20 B"));
    }

    @Test
    void doesNotFloodWithProgress() throws Exception {
        for (int i = 0; i < 100; i++) {
            file("folder" + i + "/file", 1);
        }
        assertThat(scan(3).allProgress()).hasSize(2);
    }

    @Test
    void stopsInTheMiddleWhenAsked() throws Exception {
        for (int i = 0; i < 3000; i++) {
            file("folder" + i % 30 + "/file" + i, 1);
        }
        Rehearsal rehearsal = new Rehearsal(new DiskScanner(), vertx, config(3));
        rehearsal.atProgress(rehearsal::askToStop);
        rehearsal.setUp().execute();
        assertThat(rehearsal.log())
                .hasSize(2)
                .last()
                .asString()
                .contains("stopped after")
                .doesNotContain("3,000 files");
        assertThat(rehearsal.eventNames()).isEmpty();
    }

    @Test
    void remembersOnlyTheLargestOfThousands() throws Exception {
        for (int i = 0; i < 5000; i++) {
            file("folder" + i % 7 + "/file" + i, i % 100);
        }
        Rehearsal rehearsal = scan(5);
        assertThat(rehearsal.lastEvent().getInteger("files")).isEqualTo(5000);
        assertThat(rehearsal.lastEvent().getJsonArray("largest"))
                .hasSize(5)
                .allSatisfy(found ->
                        assertThat(((JsonObject) found).getInteger("bytes")).isEqualTo(99));
    }

    @Test
    void keepsItsEventSmallHoweverLongThePaths() throws Exception {
        String longName = "ü".repeat(100);
        for (int i = 0; i < 20; i++) {
            file(longName + "/" + longName + "/" + longName + "/" + longName + i, 10);
        }
        assertThat(scan(20).lastEvent().encode().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hasSizeLessThan(16 * 1024);
    }

    @Test
    void refusesARootThatIsNoFolder() {
        JsonObject config = new JsonObject().put("root", root.resolve("missing").toString());
        assertThatThrownBy(() -> new Rehearsal(new DiskScanner(), vertx, config).setUp())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no such folder");
    }

    @Test
    void refusesToNameNoFiles() throws Exception {
        assertThat(new Rehearsal(new DiskScanner(), vertx, config(0)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.path()).isEqualTo("top"));
    }

    private Rehearsal scan(int top) throws Exception {
        return new Rehearsal(new DiskScanner(), vertx, config(top)).setUp().execute();
    }

    private JsonObject config(int top) {
        return new JsonObject().put("root", root.toString()).put("top", top);
    }

    private Path realRoot() throws IOException {
        return root.toRealPath();
    }

    private void file(String path, int bytes) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }
}
