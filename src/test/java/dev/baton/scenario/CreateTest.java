package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code baton create}, as its users type it: what it makes builds and runs as it is. */
@Tag("long")
class CreateTest {
    private static final long PATIENCE_SECONDS = 240;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void createsAProjectThatBuildsAndRunsAsItIs() throws IOException {
        BatonFolder files = new BatonFolder(folder);
        try (BatonProcess create = files.launcher("create", "demo", "--package", "com.acme.demo")) {
            create.endsWith(0);
            assertThat(create.out()).contains("  cd demo", "  mvn verify", "  baton run baton.yaml");
        }
        Path demo = folder.resolve("demo");

        try {
            // With what is on this machine; what is not is fetched.
            Shell.Result build = Shell.run(
                    "cd '" + demo + "' && { mvn -o -q -B -ntp verify || mvn -q -B -ntp verify; }",
                    Map.of("JAVA_HOME", System.getProperty("java.home")),
                    PATIENCE_SECONDS);
            assertThat(build.exitCode()).as(build.output()).isZero();
        } finally {
            forgetLibrary(demo);
        }
        assertThat(demo.resolve("target/demo.jar")).exists();
        assertThat(demo.resolve("target/surefire-reports").toFile().list()).hasSizeGreaterThanOrEqualTo(12);

        BatonFolder project = new BatonFolder(demo);
        try (BatonProcess valid = project.launcher("validate", "baton.yaml")) {
            valid.endsWith(0);
            assertThat(valid.err()).isEmpty();
            assertThat(valid.out()).containsExactly("The config is valid: 7 agents, nothing was started.");
        }
        try (BatonProcess baton = project.launcher("run", "baton.yaml")) {
            baton.awaitLine("guests", "Guest 1 orders tea")
                    .awaitLine("kitchen", "Served tea")
                    .awaitLine("report", "cents taken");
            awaitLog(project, "receipts", ",coffee,300");
            baton.signal("TERM").endsWith(0);
            assertThat(baton.err()).isEmpty();
        }
    }

    @Test
    void createsAProjectOfProgramsThatRunsAsItIs() {
        try (BatonProcess create = new BatonFolder(folder).launcher("create", "scripts", "--program")) {
            create.endsWith(0);
            assertThat(create.out())
                    .contains("  cd scripts", "  baton run baton.yaml")
                    .doesNotContain("  mvn verify");
        }

        BatonFolder project = new BatonFolder(folder.resolve("scripts"));
        try (BatonProcess baton = project.launcher("run", "baton.yaml")) {
            baton.awaitLine("[baton]", "Ready agent=report");
            awaitLog(project, "prepare", "data/ is there");
            awaitLog(project, "gather", "gathering every 2 s");
            awaitLog(project, "report", "%");
            baton.signal("TERM").endsWith(0);
        }
    }

    private static void awaitLog(BatonFolder project, String agent, String text) {
        await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).until(() -> {
            try (BatonProcess logs = project.launcher("logs", agent)) {
                return logs.awaitExit() == 0 && logs.out().stream().anyMatch(line -> line.contains(text));
            }
        });
    }

    @Test
    void saysWhatIsWrongAndWritesNothing() {
        BatonFolder files = new BatonFolder(folder).write("taken", "");

        refused(files, 2, "'My-App' can't be the name of a project", "create", "My-App");
        refused(files, 2, "taken is a file", "create", "taken");
        refused(files, 2, "--package com.acme.app", "create", "app", "--package", "com.acme.class");
        refused(files, 2, "leave one of them out", "create", "app", "--program", "--package", "com.acme");
        refused(
                files,
                1,
                "nowhere/app can't be made, because the folder above it is not there",
                "create",
                "nowhere/app");
        refused(files, 1, "can't be made", "create", "/proc/app", "--program");

        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("taken", "classes.yaml");
    }

    private static void refused(BatonFolder files, int exitCode, String said, String... line) {
        try (BatonProcess create = files.baton(line)) {
            create.endsWith(exitCode);
            assertThat(create.err()).singleElement().asString().contains(said);
            assertThat(create.out()).isEmpty();
        }
    }

    /** Maven has kept a copy, which nobody needs once the next Baton is built. */
    private static void forgetLibrary(Path project) throws IOException {
        Path library = project.resolve("lib/dev/baton/baton");
        List<Path> versions;
        try (Stream<Path> entries = Files.list(library)) {
            versions = entries.filter(each -> each.toString().contains("-SNAPSHOT."))
                    .toList();
        }
        for (Path version : versions) {
            Path kept = Path.of(System.getProperty("user.home"), ".m2/repository/dev/baton/baton")
                    .resolve(version.getFileName());
            if (Files.exists(kept)) {
                try (Stream<Path> tree = Files.walk(kept)) {
                    for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
        }
    }
}
