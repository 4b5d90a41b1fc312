package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.PlayedBaton;
import dev.baton.testing.SomebodysSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command through {@code bin/baton}, as an installation has it, on the real socket. */
class CommandsTest {
    private static final int NOBODY = 65534;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private BatonFolder files;
    private PlayedBaton baton;

    @BeforeEach
    void open() {
        if (!Files.exists(shared.resolve("installed"))) {
            new BatonFolder(shared).install();
        }
        Path socket = folder.resolve("b.sock");
        baton = PlayedBaton.at(socket)
                .agent("a", LifecycleState.RUNNING, null, "")
                .agent("b", LifecycleState.QUEUED, null, "no free worker slot")
                .agent("c", LifecycleState.CRASH_LOOP, TerminationStatus.ERROR, "boom")
                .agent("d", LifecycleState.TERMINATED, TerminationStatus.SUCCESS, "");
        files = new BatonFolder(shared)
                .withEnvironment("BATON_SOCKET", socket.toString())
                .withEnvironment("BATON_ARCHIVE", "off");
    }

    @AfterEach
    void close() {
        baton.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ps | Orchestrator Status: 1/5 agents running",
                "ps a | Waiting in queue: 1",
                "status | Max Workers: 5",
                "status a | State: RUNNING",
                "dependencies | a -> b, c",
                "history --last 1 | === Event History (1 event) ===",
                "history-stats | Total Events: 1",
                "stats --no-stream | (baton)",
                "logs a | hello",
                "commands | list the agents",
                "reload --dry-run | A reload would do this:",
                "shutdown | Orchestrator shutdown initiated successfully",
                "start a | Agent 'a' started successfully",
                "stop a --no-wait | Agent 'a' has been told to stop",
                "restart a | Agent 'a' restarted successfully",
                "pause a | Agent 'a' paused successfully",
                "resume a | Agent 'a' resumed successfully",
                "wait d | Agent 'd' has ended in SUCCESS",
                "completion bash | complete",
                "help wait | Usage: baton wait"
            })
    void showsATable(String line, String expected) {
        try (BatonProcess asked = files.installed(line.split(" "))) {
            asked.endsWith(0);

            assertThat(String.join("\n", asked.out())).contains(expected).doesNotContain("\u001b");
            assertThat(asked.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ps",
                "status",
                "dependencies",
                "history",
                "history-stats",
                "stats --no-stream",
                "logs a",
                "commands",
                "reload",
                "shutdown",
                "start a",
                "wait d"
            })
    void showsJson(String line) {
        try (BatonProcess asked = files.installed((line + " --format json").split(" "))) {
            asked.endsWith(0);

            assertThat(new JsonObject(String.join("\n", asked.out())).fieldNames())
                    .containsExactly("status", "data", "code");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | ps",
                "1 | start c",
                "1 | wait c",
                "2 | ps --no-such-option",
                "3 | ps --socket none.sock",
                "4 | stop nobody",
                "5 | start forbidden"
            })
    void returnsTheCodeForIt(int code, String line) {
        try (BatonProcess asked = files.installed(line.split(" "))) {
            asked.endsWith(code);

            assertThat(asked.err().isEmpty()).isEqualTo(code == 0);
        }
    }

    @Test
    void sendsNothingToSomebodyElse() throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("who can be somebody else")
                .isEqualTo("root");
        Path open = Files.createDirectory(Files.createTempDirectory("baton").resolve("open"));
        Files.setPosixFilePermissions(open.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path socket = open.resolve("b.sock");
        try (BatonProcess somebody = BatonProcess.javaAs(NOBODY, SomebodysSocket.class, socket.toString());
                BatonProcess asked = files.installed("shutdown", "--socket", awaitListening(somebody, socket))) {
            asked.endsWith(5);

            assertThat(asked.err()).anyMatch(line -> line.contains("its server runs as 'nobody'"));
            await().until(() -> somebody.out().size() > 1);
            assertThat(somebody.out()).containsExactly("listening", "bytes: -1");
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(open);
            Files.delete(open.getParent());
        }
    }

    @Test
    void asksAnotherUsersBatonInAFolderOfItsOwn() throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("who can be somebody else")
                .isEqualTo("root");
        Path own = Files.createTempDirectory(Path.of("/run"), "baton");
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setOwner(own, own.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        Path socket = own.resolve("b.sock");
        try (BatonProcess somebody = BatonProcess.javaAs(NOBODY, SomebodysSocket.class, socket.toString());
                BatonProcess asked = files.installed("ps", "--socket", awaitListening(somebody, socket))) {
            asked.endsWith(1);

            await().until(() -> somebody.out().size() > 1);
            assertThat(somebody.out().get(1)).startsWith("bytes: ").doesNotContain("-1");
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(own);
        }
    }

    private static String awaitListening(BatonProcess somebody, Path socket) {
        await().until(() -> !somebody.out().isEmpty() || !somebody.isAlive());
        assertThat(somebody.out()).as(() -> String.join("\n", somebody.err())).contains("listening");
        return socket.toString();
    }

    static Stream<List<String>> notNeeded() {
        return Stream.of(List.of("ps"), List.of("status", "a"), List.of("start", "a"), List.of("history"));
    }

    @ParameterizedTest
    @MethodSource("notNeeded")
    void loadsNothingThatOnlyAgentsNeed(List<String> line) {
        files.withEnvironment("BATON_JAVA_OPTS", "-Xlog:class+load:stderr");
        try (BatonProcess asked = files.installed(line.toArray(String[]::new))) {
            asked.endsWith(0);

            assertThat(asked.err())
                    .filteredOn(loaded -> loaded.contains("source:"))
                    .hasSizeGreaterThan(100)
                    .noneMatch(loaded -> loaded.contains(" io.vertx.core.Vertx ")
                            || loaded.contains(" io.netty.")
                            || loaded.contains(" ch.qos.logback.")
                            || loaded.contains(" org.slf4j.")
                            || loaded.contains(" org.newsclub.")
                            || loaded.contains(" com.fasterxml.jackson.databind."));
        }
    }
}
