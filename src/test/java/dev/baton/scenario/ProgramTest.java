package dev.baton.scenario;

import static dev.baton.testing.LogLine.BATON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs as agents of a Baton that really runs. */
class ProgramTest {
    @TempDir
    private Path folder;

    private BatonFolder files;

    @BeforeEach
    void open() {
        files = new BatonFolder(folder).withEnvironment("BATON_ARCHIVE", "off");
    }

    @Test
    void runsProgramsToTheirEndsInOrder() {
        files.config("""
                agents:
                  report: {command: "cat data > report", dependsOn: {import: completed}}
                  import: {command: [sh, -c, "echo $KIND 010 > data", 010], env: {KIND: numbers}}
                """);

        try (BatonProcess baton = files.run()) {
            baton.endsWith(0);

            assertThat(files.read("report")).isEqualTo("numbers 010\n");
            assertThat(baton.said(BATON))
                    .containsSubsequence("Ended in SUCCESS agent=import", "Ended in SUCCESS agent=report");
        }
    }

    @Test
    void tellsHowProgramsEnd() {
        files.config("""
                orchestrator: {historyPayloadBytes: 1024}
                agents:
                  exits: {command: exit 3, restart: never}
                  accepted: {command: exit 3, restart: never, successExitCodes: [3]}
                  killed: {command: kill -SEGV $$, restart: never}
                  unknown: {command: no-such-program, restart: never}
                  hidden: {command: ["./later"], restart: never}
                  again: {command: exit 5, restart: {maxRestarts: 1, initialDelay: 10ms}}
                """);

        try (BatonProcess baton = files.run()) {
            baton.endsWith(1);

            assertThat(baton.said(BATON))
                    .anyMatch(line ->
                            line.startsWith("Ended in ERROR: it exited with code 3") && line.endsWith("agent=exits"))
                    .contains("Ended in SUCCESS agent=accepted")
                    .anyMatch(
                            line -> line.contains("it was ended by signal 11 (SEGV)") && line.endsWith("agent=killed"))
                    .anyMatch(line ->
                            line.contains("it exited with code 127, a shell's for a program that is not there: ")
                                    && line.contains("no-such-program: not found"))
                    .anyMatch(line -> line.contains("it can't be started: there is no file './later' in " + folder))
                    .anyMatch(line -> line.contains("failed again after 1 restart") && line.contains("agent=again"));
            assertThat(baton.err())
                    .anyMatch(line -> line.contains("warning: agents.hidden.command: there is no file './later'"));
        }
    }

    @Test
    void showsAndSteersPrograms() {
        files.config("""
                orchestrator: {runMode: DAEMON}
                agents:
                  server:
                    command: ["sleep", "1000"]
                    env: {TOKEN: very-private, PLAIN: very-private}
                  line: {command: "while :; do sleep 1; done # --password=very-private"}
                """);

        try (BatonProcess baton = files.run()) {
            baton.awaitLine(BATON, "Ready agent=server").awaitLine(BATON, "Ready agent=line");

            JsonObject server = data("status server");
            assertThat(server.getString("class_name")).isEqualTo("sleep");
            assertThat(server.getJsonObject("config"))
                    .isEqualTo(new JsonObject(
                            "{\"command\": [\"sleep\", \"1000\"], \"env\": {\"TOKEN\": \"***\", \"PLAIN\": \"***\"}}"));
            long pid = server.getLong("pid");
            assertThat(ProcessHandle.of(pid)).isPresent();
            assertThat(ready("server").getJsonObject("data").getLong("pid")).isEqualTo(pid);
            asked(0, "pause server");
            assertThat(data("status server").getString("lifecycle_state")).isEqualTo("PAUSED");
            asked(0, "resume server");
            asked(0, "restart server");
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
            asked(0, "stop server");
            assertThat(data("status server").getString("termination_status")).isEqualTo("SUCCESS");
            assertThat(String.join("\n", baton.out()) + json("ps") + json("history --last 1000"))
                    .doesNotContain("very-private");
            asked(0, "shutdown");
            baton.endsWith(0);
        }
    }

    @Test
    void reloadsWhatHasChangedAndNamesItsKey() {
        String config =
                "orchestrator: {runMode: DAEMON}\nagents:\n  a: {command: [sleep, 1000], env: {A: %s}}\n  b: {command: [sleep, %s]}\n";
        files.config(config.formatted("private-one", 1000));

        try (BatonProcess baton = files.run()) {
            baton.awaitLine(BATON, "Ready agent=a").awaitLine(BATON, "Ready agent=b");
            files.config(config.formatted("private-two", 1000));
            assertThat(asked(0, "reload --dry-run")).anyMatch(line -> line.contains("changed: env"));
            files.config(config.formatted("private-two", 1001));
            List<String> said = asked(0, "reload");

            assertThat(said)
                    .anyMatch(line -> line.contains("changed: env"))
                    .anyMatch(line -> line.contains("changed: command"));
            assertThat(said).noneMatch(line -> line.contains("private"));
            asked(0, "shutdown");
            baton.endsWith(0);
        }
    }

    @Test
    void namesTheProgramThatBlocksAShutdownAndKillsItInTheEnd() {
        files.config("""
                orchestrator: {runMode: DAEMON, agentStopTimeout: 4s}
                agents:
                  deaf: {command: "trap '' TERM; touch begun; while :; do sleep 1; done"}
                  polite: {command: [sleep, 1000], dependsOn: [deaf]}
                """);

        try (BatonProcess baton = files.run()) {
            baton.awaitLine(BATON, "Ready agent=polite").signal("TERM").endsWith(0);

            assertThat(baton.said(BATON))
                    .contains("Ended in SUCCESS agent=polite")
                    .anyMatch(
                            line -> line.matches(
                                    "Took too long: it has not stopped yet: waiting for its process(es)? .*\\d+ \\(sh\\).* agent=deaf"))
                    .anyMatch(line ->
                            line.startsWith("Took too long: it did not stop within") && line.contains("and was killed"))
                    .anyMatch(line -> line.startsWith("Ended in WARNING") && line.endsWith("agent=deaf"));
        }
    }

    @Test
    void readsTheFileOfVariablesAtEachStart() {
        files.write("app.env", "VALUE=first # one\n").config("""
                orchestrator: {runMode: DAEMON}
                agents:
                  a: {command: "echo $VALUE >> values; exec sleep 1000", envFile: app.env}
                """);

        try (BatonProcess baton = files.run()) {
            baton.awaitLine(BATON, "Ready agent=a");
            files.write("app.env", "VALUE='second'\n");
            asked(0, "restart a");
            assertThat(files.read("values")).isEqualTo("first\nsecond\n");
            files.write("app.env", "private-garbage\n");
            asked(1, "restart a");

            assertThat(data("status a").getString("reason"))
                    .contains("it can't be started: 'app.env' can't be read: line 1 has no '=': write NAME=VALUE");
            asked(0, "shutdown");
            baton.awaitExit();
            assertThat(String.join("\n", baton.out())).doesNotContain("private-garbage");
        }
    }

    @Test
    void namesWhatIsWrongBeforeAnythingStarts() {
        files.config("""
                agents:
                  witness: {command: touch witness}
                  a:
                    command: [no-such-program]
                  b:
                    command: [sh]
                    env: {SECRET: very-private}
                    workingDir: /no/such/folder
                """);

        try (BatonProcess baton = files.run()) {
            baton.endsWith(2);

            assertThat(baton.err())
                    .anyMatch(line -> line.startsWith("baton.yaml:4:5: error: agents.a.command: there is no program"))
                    .anyMatch(line -> line.startsWith("baton.yaml:8:5: error: agents.b.workingDir: there is no folder"))
                    .noneMatch(line -> line.contains("very-private"));
            assertThat(files.path("witness")).doesNotExist();
        }
    }

    private JsonObject ready(String agent) {
        return data("history --type AGENT_READY --agent " + agent)
                .getJsonArray("events")
                .getJsonObject(0);
    }

    private JsonObject data(String line) {
        return new JsonObject(json(line)).getJsonObject("data");
    }

    private String json(String line) {
        return String.join("\n", asked(0, line + " --format json"));
    }

    private List<String> asked(int exitCode, String line) {
        try (BatonProcess asked = files.baton(line.split(" "))) {
            asked.endsWith(exitCode);
            return exitCode == 0 ? asked.out() : asked.err();
        }
    }
}
