package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.scenario.agents.Kinds;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.LogLine;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that are restarted when their files change. */
class WatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private BatonFolder files(String agents) {
        return new BatonFolder(folder).config("""
                orchestrator: {runMode: DAEMON, commandSocketPath: "%s"}
                agents:
                %s""".formatted(folder.resolve("baton.sock"), agents.indent(2)));
    }

    @Test
    void restartsAnAgentWhenItsFilesChange() {
        BatonFolder files = files("""
                copy: {command: "cat in.txt >> out.txt; exec sleep 1000", watch: in.txt}
                """).write("in.txt", "one\n").write("out.txt", "");

        try (BatonProcess baton = files.run()) {
            baton.awaitLine(LogLine.BATON, "Ready");
            files.write("in.txt", "two\n");
            await().atMost(PATIENCE).until(() -> files.read("out.txt").equals("one\ntwo\n"));

            assertThat(history(files))
                    .anyMatch(line -> line.contains("AGENT_TERMINATED") && line.contains("in.txt changed"))
                    .anyMatch(line -> line.contains("COMMAND_EXECUTED")
                            && line.contains("watch")
                            && line.contains("restart")
                            && line.contains("in.txt changed"));
            baton.signal("TERM").endsWith(0);
        }
    }

    @Test
    void startsAnAgentAnewThatHadFailed() {
        BatonFolder files = files("""
                picky: {command: "cat in.txt >> out.txt; exit 1", watch: in.txt, restart: never}
                """).write("in.txt", "one\n").write("out.txt", "");

        try (BatonProcess baton = files.run()) {
            baton.awaitLine(LogLine.BATON, "Ended in ERROR");
            files.write("in.txt", "two\n");
            await().atMost(PATIENCE).until(() -> files.read("out.txt").equals("one\ntwo\n"));
            baton.signal("TERM").awaitExit();
        }
    }

    @Test
    void leavesAnAgentDownThatAnOperatorStopped() {
        BatonFolder files =
                files("""
                down: {command: "cat in.txt >> down.txt; exec sleep 1000", watch: in.txt}
                up: {command: "cat in.txt >> up.txt; exec sleep 1000", watch: in.txt, dependsOn: [down]}
                """).write("in.txt", "one\n").write("down.txt", "").write("up.txt", "");

        try (BatonProcess baton = files.run()) {
            await().atMost(PATIENCE).until(() -> files.read("up.txt").equals("one\n"));
            files.baton("stop", "down", "--socket", files.socket().toString()).endsWith(0);

            files.write("in.txt", "two\n");
            await().atMost(PATIENCE)
                    .until(() -> history(files).stream()
                            .anyMatch(line -> line.contains("COMMAND_EXECUTED") && line.contains("watch")));

            assertThat(history(files))
                    .noneMatch(line -> line.contains("COMMAND_EXECUTED")
                            && line.contains("in.txt changed")
                            && line.contains("down"));
            assertThat(files.read("down.txt")).isEqualTo("one\n");
            baton.signal("TERM").awaitExit();
        }
    }

    @Test
    void worksForJavaAgentsAndAfterAReload() {
        BatonFolder files = files("java: {class: \"%s\"}\n".formatted(Kinds.Tick.class.getName()))
                .write("in.txt", "one\n");

        try (BatonProcess baton = files.run()) {
            baton.awaitLine(LogLine.BATON, "Ready");
            files.config(files.read("baton.yaml").replace("Tick\"", "Tick\", watch: [\"in.*\"]"));
            files.baton("reload", "--socket", files.socket().toString()).endsWith(0);

            files.write("in.txt", "two\n");

            await().atMost(PATIENCE)
                    .until(() -> history(files).stream()
                            .anyMatch(line -> line.contains("AGENT_TERMINATED") && line.contains("in.txt changed")));
            baton.signal("TERM").awaitExit();
        }
    }

    /** Each event so far. */
    private static List<String> history(BatonFolder files) {
        try (BatonProcess asked = files.baton(
                "history",
                "--last",
                "200",
                "--format",
                "json",
                "--socket",
                files.socket().toString())) {
            asked.endsWith(0);
            return new JsonObject(String.join("\n", asked.out()))
                    .getJsonObject("data").getJsonArray("events").stream()
                            .map(String::valueOf)
                            .toList();
        }
    }
}
