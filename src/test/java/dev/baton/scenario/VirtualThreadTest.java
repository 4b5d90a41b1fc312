package dev.baton.scenario;

import static dev.baton.testing.LogLine.BATON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.Jdks;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents on virtual threads, where there is a Java that has them. */
class VirtualThreadTest {
    private static final String AGENTS = "dev.baton.scenario.agents.";

    @TempDir
    private Path folder;

    private BatonFolder files;

    @BeforeEach
    void open() {
        assumeThat(Jdks.version(Jdks.newest())).as("the newest Java").isGreaterThanOrEqualTo(21);
        files = new BatonFolder(folder).onJava(Jdks.newest());
    }

    private BatonProcess run(String name, String type) {
        return files.config("""
                orchestrator: {agentStopTimeout: 4s}
                agents:
                  %s: {class: "%s", threading: virtual}
                """.formatted(name, AGENTS + type)).run();
    }

    @Test
    void runsAnAgentOnAVirtualThread() {
        try (BatonProcess baton = run("a", "Kinds$Once")) {
            baton.endsWith(0);

            assertThat(baton.said("a")).containsExactly("setup", "executed on a virtual thread", "closed");
        }
    }

    @Test
    void closesAnAgentThatAwaitsAFutureOnlyWhenItHasReturned() {
        try (BatonProcess baton = run("waiter", "Stops$Waiter")) {
            baton.awaitLine("waiter", "waiting").signal("TERM").endsWith(0);

            assertThat(baton.said("waiter")).containsExactly("waiting", "got the reply", "closed");
            assertThat(baton.said(BATON)).contains("Ended in SUCCESS agent=waiter");
        }
    }

    @Test
    void interruptsAnAgentThatAwaitsAFutureInVain() {
        try (BatonProcess baton = run("waiter", "Stops$HopelessWaiter")) {
            baton.awaitLine("waiter", "waiting").signal("TERM").endsWith(0);

            assertThat(baton.said("waiter")).containsExactly("waiting", "closed");
            assertThat(baton.said(BATON)).anyMatch(text -> text.startsWith("Ended in WARNING"));
        }
    }

    @Test
    void interruptsAnAgentThatDreams() {
        try (BatonProcess baton = run("dreamer", "Stops$Dreamer")) {
            baton.awaitLine("dreamer", "dreaming").signal("TERM").endsWith(0);

            assertThat(baton.said(BATON)).anyMatch(text -> text.startsWith("Ended in WARNING"));
        }
    }
}
