package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scenario.agents.Kinds;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.TestPorts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator at a terminal steers a Baton that really runs. */
@Tag("long")
class OperatorTest {
    private static final String REST = "dev.baton.demo.MemorySampler";

    @TempDir
    private Path folder;

    private BatonFolder files;

    @BeforeEach
    void write() {
        files = new BatonFolder(folder).withEnvironment("BATON_ARCHIVE", "off");
    }

    private void config(String more) {
        files.config("""
                orchestrator: {runMode: DAEMON, maxWorkers: 2%s}
                agents:
                  once: {class: "%s"}
                  mem: {class: %s, group: ingest}
                  later: {class: %s, group: ingest, dependsOn: [mem]}
                """.formatted(more, Kinds.Once.class.getName(), REST, REST));
    }

    private List<String> baton(int exitCode, String line) {
        try (BatonProcess asked = files.launcher(line.split(" "))) {
            asked.endsWith(exitCode);
            return exitCode == 0 ? asked.out() : asked.err();
        }
    }

    @Test
    void seesAndSteersEverything() {
        config("");
        try (BatonProcess running = files.run()) {
            running.awaitLine("[baton]", "Ready agent=later");

            assertThat(baton(0, "wait once")).containsExactly("Agent 'once' has ended in SUCCESS");
            assertThat(baton(0, "ps")).contains("Orchestrator Status: 2/2 agents running", "Waiting in queue: 0");
            assertThat(baton(0, "status later")).contains("State: RUNNING", "Dependencies: mem (ready)");
            assertThat(baton(0, "dependencies")).containsExactly("Agent Dependencies:", "  later -> mem");
            assertThat(baton(0, "pause later")).containsExactly("Agent 'later' paused successfully");
            assertThat(baton(0, "ps -q --filter state=PAUSED")).containsExactly("later");
            assertThat(baton(0, "resume later")).containsExactly("Agent 'later' resumed successfully");
            assertThat(baton(0, "restart mem")).containsExactly("Agent 'mem' restarted successfully");
            assertThat(baton(0, "stop group:ingest")).hasSize(2);
            assertThat(baton(0, "start mem")).containsExactly("Agent 'mem' started successfully");
            assertThat(baton(0, "history --type AGENT_PAUSED")).contains("=== Event History (1 event) ===");
            assertThat(baton(0, "history --last 3").get(0)).isEqualTo("=== Event History (3 events) ===");
            assertThat(baton(0, "history-stats")).contains("=== Event Statistics ===");
            assertThat(baton(0, "stats --no-stream")).anyMatch(line -> line.startsWith("mem "));
            assertThat(baton(0, "logs mem")).isNotEmpty();
            assertThat(baton(0, "commands")).hasSize(16);
            assertThat(baton(0, "reload --dry-run")).containsExactly("Nothing has changed.");
            assertThat(baton(4, "start nobody")).anyMatch(line -> line.contains("there is no agent 'nobody'"));
            assertThat(baton(0, "shutdown")).containsExactly("Orchestrator shutdown initiated successfully");
            running.endsWith(0);
            assertThat(baton(3, "ps")).anyMatch(line -> line.contains("Nothing answers at"));
        }
    }

    @Test
    void seesAndSteersOverHttpAsWell() {
        config("");
        int port = TestPorts.next();
        String url = " --url http://127.0.0.1:" + port;
        try (BatonProcess running = files.run("--http", Integer.toString(port))) {
            running.awaitLine("[baton]", "Ready agent=later");

            assertThat(baton(0, "wait once" + url)).containsExactly("Agent 'once' has ended in SUCCESS");
            assertThat(baton(0, "ps" + url)).contains("Orchestrator Status: 2/2 agents running");
            assertThat(baton(0, "ps -q group:ingest" + url)).containsExactly("mem", "later");
            assertThat(baton(0, "status later" + url)).contains("State: RUNNING", "Dependencies: mem (ready)");
            assertThat(baton(0, "pause later" + url)).containsExactly("Agent 'later' paused successfully");
            assertThat(baton(0, "resume later" + url)).containsExactly("Agent 'later' resumed successfully");
            assertThat(baton(0, "stop later mem --no-wait" + url)).hasSize(2);
            assertThat(baton(0, "history --last 3" + url).get(0)).isEqualTo("=== Event History (3 events) ===");
            assertThat(baton(0, "history-stats" + url)).contains("=== Event Statistics ===");
            assertThat(baton(0, "dependencies" + url)).containsExactly("Agent Dependencies:", "  later -> mem");
            assertThat(baton(0, "stats --no-stream" + url).get(0)).startsWith("NAME ");
            assertThat(baton(0, "logs mem --last 5" + url)).isNotEmpty();
            assertThat(baton(0, "commands" + url)).hasSize(16);
            assertThat(baton(0, "reload --dry-run" + url)).containsExactly("Nothing has changed.");
            assertThat(baton(4, "status nobody" + url)).anyMatch(line -> line.contains("there is no agent 'nobody'"));
            assertThat(baton(2, "history --last -1" + url)).anyMatch(line -> line.contains("last is -1"));
            assertThat(baton(0, "shutdown" + url)).containsExactly("Orchestrator shutdown initiated successfully");
            running.endsWith(0);
            assertThat(baton(3, "ps" + url)).anyMatch(line -> line.contains("Nothing answers at"));
        }
    }

    @Test
    void mayOnlyLookWhereOnlyThatIsAllowed() {
        config(", allowedCommands: read_only");
        try (BatonProcess running = files.run()) {
            running.awaitLine("[baton]", "Ready agent=later");

            assertThat(baton(0, "ps -q")).containsExactly("once", "mem", "later");
            assertThat(baton(5, "stop mem")).anyMatch(line -> line.contains("not allowed"));
            assertThat(running.isAlive()).isTrue();
        }
    }

    @Test
    void waitsForAnEndWithWhichBatonEndsToo() {
        files.config("""
                agents:
                  job: {class: dev.baton.demo.MemorySampler, config: {executionInterval: 500ms, limit: 20}}
                """);
        try (BatonProcess running = files.run()) {
            running.awaitLine("[baton]", "Ready agent=job");

            assertThat(baton(0, "wait job")).containsExactly("Agent 'job' has ended in SUCCESS");
            running.endsWith(0);
        }
    }
}
