package dev.baton.scenario;

import static dev.baton.testing.LogLine.BATON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.LogLine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operating system's signals do to a Baton and its agents. */
class StopTest {
    private static final String STOPS = "dev.baton.scenario.agents.Stops";

    @TempDir
    private Path folder;

    private BatonFolder files;

    @BeforeEach
    void open() {
        files = new BatonFolder(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void stopsDependentsBeforeThoseTheyDependOn(String signal) {
        files.config("""
                orchestrator: {runMode: DAEMON}
                agents:
                  api: {class: "%1$s$Polite", dependsOn: [db, cache]}
                  cache: {class: "%1$s$Polite", dependsOn: [db]}
                  db: {class: "%1$s$Polite"}
                """.formatted(STOPS));

        try (BatonProcess baton = files.run()) {
            baton.awaitLine(BATON, "Ready agent=api").signal(signal).endsWith(0);

            assertThat(baton.err()).isEmpty();
            assertThat(baton.said(BATON))
                    .contains("Shutting down: SIG" + signal)
                    .endsWith(
                            "Ended in SUCCESS agent=api",
                            "Ended in SUCCESS agent=cache",
                            "Ended in SUCCESS agent=db",
                            "All agents have ended");
            assertThat(baton.log().stream().filter(line -> line.text().startsWith("on")))
                    .extracting(LogLine::source)
                    .containsExactly("api", "api", "cache", "cache", "db", "db");
        }
    }

    @Test
    void tellsAnAgentThenItsPlugins() {
        files.config("""
                orchestrator: {runMode: DAEMON}
                agents:
                  a:
                    class: "%s$Polite"
                    plugins: ["dev.baton.scenario.agents.Plugins$First", "dev.baton.scenario.agents.Plugins$Second"]
                """.formatted(STOPS));

        try (BatonProcess baton = files.run()) {
            baton.awaitLine(BATON, "Ready agent=a").signal("TERM").endsWith(0);

            assertThat(baton.said("a"))
                    .containsExactly(
                            "First initialized for a with {}",
                            "Second initialized for a with {}",
                            "onStop, stopping: false",
                            "onClose, stopping: true",
                            "Second finished for a",
                            "First finished for a");
        }
    }

    @Test
    void endsAtOnceAtTheSecondInterrupt() {
        files.config("""
                orchestrator: {agentStopTimeout: 10m}
                agents:
                  deaf: {class: "%s$Deaf"}
                """.formatted(STOPS));

        try (BatonProcess baton = files.run()) {
            baton.awaitLine("deaf", "not listening")
                    .signal("INT")
                    .awaitLine(BATON, "Shutting down: SIGINT")
                    .signal("INT")
                    .endsWith(1);

            assertThat(baton.err()).containsExactly("Interrupted again: ending at once.");
        }
    }

    @Test
    void namesAnAgentThatCantBeStoppedAndEndsAllTheSame() {
        files.config("""
                orchestrator: {runMode: DAEMON, agentStopTimeout: 4s}
                agents:
                  polite: {class: "%1$s$Polite"}
                  deaf: {class: "%1$s$Deaf"}
                """.formatted(STOPS));

        try (BatonProcess baton = files.run()) {
            baton.awaitLine("deaf", "not listening").awaitLine(BATON, "Ready agent=polite");
            long asked = System.nanoTime();
            baton.signal("TERM").endsWith(1);

            assertThat(System.nanoTime() - asked).isLessThan(30_000_000_000L);
            assertThat(baton.said("deaf")).contains("not listening to interrupts either");
            assertThat(baton.said("polite")).contains("onClose, stopping: true");
            assertThat(baton.said(BATON))
                    .contains(
                            "Ended in SUCCESS agent=polite",
                            "Stuck: it did not stop within 4s, nor when interrupted agent=deaf");
            assertThat(baton.err()).containsExactly("1 agent could not be stopped: deaf");
        }
    }

    @Test
    void warnsOfAnAgentThatHadToBeInterrupted() {
        files.config("""
                orchestrator: {agentStopTimeout: 4s}
                agents:
                  dreamer: {class: "%s$Dreamer"}
                """.formatted(STOPS));

        try (BatonProcess baton = files.run()) {
            baton.awaitLine("dreamer", "dreaming").signal("TERM").endsWith(0);

            assertThat(baton.said("dreamer")).containsExactly("dreaming", "awake");
            assertThat(baton.log()).anySatisfy(line -> {
                assertThat(line.level()).isEqualTo("WARNING");
                assertThat(line.text()).startsWith("Ended in WARNING").endsWith("agent=dreamer");
            });
        }
    }

    @Test
    void doesNotHoldUpOthersByOneThatCantBeStopped() {
        files.config("""
                orchestrator: {runMode: DAEMON, agentStopTimeout: 4s}
                agents:
                  base: {class: "%1$s$Polite"}
                  deaf: {class: "%1$s$Deaf", dependsOn: [base]}
                """.formatted(STOPS));

        try (BatonProcess baton = files.run()) {
            baton.awaitLine("deaf", "not listening").signal("TERM").endsWith(1);

            assertThat(baton.said("base")).containsExactly("onStop, stopping: false", "onClose, stopping: true");
            assertThat(List.copyOf(baton.said(BATON))).contains("Ended in SUCCESS agent=base");
        }
    }
}
