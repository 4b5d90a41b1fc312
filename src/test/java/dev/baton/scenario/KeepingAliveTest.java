package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scenario.agents.Failing;
import dev.baton.scenario.agents.Stops;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents come back when they fail, a crash loop looks like one, and what operators want is kept. */
class KeepingAliveTest {
    private static final String FAILING = Failing.class.getName();
    private static final String POLITE = Stops.Polite.class.getName();
    private static final String FAST = "restart: {initialDelay: 10ms, maxDelay: 20ms, maxRestarts: 3}";

    @TempDir
    Path folder;

    private BatonFolder files;

    @BeforeEach
    void makeFolder() {
        files = new BatonFolder(folder);
    }

    private void ask(String... arguments) {
        try (BatonProcess command = files.baton(arguments)) {
            command.endsWith(0);
        }
    }

    @Test
    void restartsAfterCrash() {
        files.config("agents:\n  a: {class: '%s$Once', %s}\n".formatted(FAILING, FAST));

        try (BatonProcess baton = files.run()) {
            baton.awaitLine("a", "working").signal("TERM").endsWith(0);

            assertThat(baton.said("[baton]"))
                    .contains("Ended in ERROR: execute threw java.lang.IllegalStateException: a bad start agent=a");
        }
    }

    @Test
    void stopsACrashLoopAndEndsInFailure() {
        files.config("agents:\n  a: {class: '%s$AtOnce', %s}\n".formatted(FAILING, FAST));

        try (BatonProcess baton = files.run()) {
            baton.endsWith(1);

            assertThat(baton.said("[baton]"))
                    .anyMatch(line ->
                            line.startsWith("Crash loop, staying down: failed again after 3 restarts within 1m"));
            assertThat(baton.err()).containsExactly("1 agent of 1 did not succeed: a");
        }
    }

    @Test
    void noticesAHang() {
        files.config("""
                orchestrator: {checkInterval: 50ms, agentStopTimeout: 4s}
                agents:
                  a: {class: '%s$Hanging', liveness: {timeout: 1s}, %s}
                """.formatted(FAILING, FAST));

        try (BatonProcess baton = files.run()) {
            baton.awaitLine("a", "working").signal("TERM").endsWith(0);

            assertThat(baton.said("[baton]")).contains("Took too long: it gave no sign of life for 1s agent=a");
        }
    }

    @Test
    void endsEverythingWhenAVitalAgentFails() {
        files.config("""
                orchestrator: {runMode: DAEMON}
                agents:
                  polite: {class: '%s'}
                  a: {class: '%s$AtOnce', restart: never, vital: true, dependsOn: [polite]}
                """.formatted(POLITE, FAILING));

        try (BatonProcess baton = files.run()) {
            baton.endsWith(1);

            assertThat(baton.err())
                    .contains("Everything was stopped because the vital agent 'a' failed: execute threw"
                            + " java.lang.IllegalStateException: no use");
            assertThat(baton.said("polite")).contains("onClose, stopping: true");
        }
    }

    @Test
    void anAgentThatAnOperatorStoppedStaysStoppedWhenBatonDiesAndStartsAgain() {
        files.config("""
                orchestrator: {runMode: DAEMON, stateFile: state.json}
                agents:
                  a: {class: '%1$s'}
                  b: {class: '%1$s'}
                """.formatted(POLITE));
        try (BatonProcess baton = files.run()) {
            baton.awaitLine("[baton]", "Ready agent=a");
            ask("stop", "a");
            baton.signal("KILL").awaitExit();
        }

        try (BatonProcess baton = files.run()) {
            baton.awaitLine("[baton]", "Ready agent=b");
            assertThat(baton.said("[baton]")).doesNotContain("Ready agent=a");
            ask("start", "a");
            baton.awaitLine("[baton]", "Ready agent=a").signal("TERM").endsWith(0);
        }
    }

    @Test
    void reloadsOnlyWhatHasChanged() {
        String config = """
                orchestrator: {runMode: DAEMON}
                agents:
                  a: {class: '%1$s$Resident', config: {city: Rome}}
                  b: {class: '%1$s$Resident', config: {city: %2$s}}
                """;
        files.config(config.formatted(FAILING, "Bonn"));
        try (BatonProcess baton = files.run()) {
            baton.awaitLine("[baton]", "Ready agent=b");
            files.config(config.formatted(FAILING, "Oslo"));
            ask("reload", "--dry-run");
            ask("reload");
            baton.awaitLine("b", "lives in Oslo");
            files.config(config.formatted(FAILING, "Lima") + "  c: {class: '%s'}\n".formatted(POLITE));
            baton.signal("HUP").awaitLine("b", "lives in Lima").awaitLine("[baton]", "Ready agent=c");
            files.config(config.formatted(FAILING, "Lima") + "http: {port: 18099}\n");
            try (BatonProcess later = files.baton("reload", "--dry-run", "--format", "json")) {
                later.endsWith(0);
                assertThat(String.join("", later.out()).replace(" ", "")).contains("\"needs_restart\":[\"http\"]");
            }
            files.config("agents: {a: {clas: nothing}}");
            try (BatonProcess refused = files.baton("reload")) {
                refused.endsWith(1);
                assertThat(refused.err()).anyMatch(line -> line.contains("did you mean 'class'?"));
            }
            baton.signal("TERM").endsWith(0);

            assertThat(baton.said("a")).containsExactly("lives in Rome");
            assertThat(baton.said("b")).containsExactly("lives in Bonn", "lives in Oslo", "lives in Lima");
        }
    }

    @Test
    void pausesAndResumes() {
        files.config("""
                orchestrator: {runMode: DAEMON}
                agents:
                  a: {class: '%s', config: {executionInterval: 10ms}}
                """.formatted(POLITE));
        try (BatonProcess baton = files.run()) {
            baton.awaitLine("[baton]", "Ready agent=a");
            ask("pause", "a");
            ask("wait", "a", "--for", "PAUSED");
            ask("resume", "a");
            ask("wait", "a", "--for", "RUNNING");
            ask("shutdown");
            baton.endsWith(0);

            assertThat(baton.said("[baton]")).contains("Paused agent=a", "Resumed agent=a");
        }
    }
}
