package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.scenario.agents.Stops;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.PidNamespace;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Baton as the first process of a container, where nobody else waits for orphans and no signal has a meaning by itself. */
@Tag("long")
class FirstProcessTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private BatonFolder files;

    @BeforeEach
    void enter() {
        files = new BatonFolder(folder).within(PidNamespace.entryOrSkip());
    }

    @Test
    void waitsForOrphansOfProgramsAndEndsOnSigterm() {
        // The daemon leaves its session and its parent.
        files.config("""
                orchestrator: {runMode: DAEMON}
                agents:
                  a: {command: "(setsid sleep 2000 &); exec sleep 1000"}
                """);

        try (BatonProcess baton = files.run()) {
            PidNamespace namespace = PidNamespace.of(baton.awaitLine("[baton]", "Ready agent=a"));
            awaitOrphans(namespace, 1);
            namespace.killChild("2000");
            awaitOrphans(namespace, 0);

            namespace.signal("TERM");

            baton.endsWith(0);
            assertThat(baton.said("[baton]")).contains("Shutting down: SIGTERM", "All agents have ended");
        }
    }

    @Test
    void waitsForOrphansOfStrangersWithoutAnyProgram() {
        files.config("orchestrator: {runMode: DAEMON}\nagents:\n  a: {class: '%s'}\n"
                .formatted(Stops.Polite.class.getName()));

        try (BatonProcess baton = files.run()) {
            PidNamespace namespace = PidNamespace.of(baton.awaitLine("[baton]", "Ready agent=a"));
            namespace.exec("sleep 2000 & sleep 1000 &");

            awaitOrphans(namespace, 2);
            namespace.killChild("2000");
            awaitOrphans(namespace, 1);

            namespace.signal("TERM");
            baton.endsWith(0);
        }
    }

    /** Those that have ended, and that nobody has waited for, count too. */
    private static void awaitOrphans(PidNamespace namespace, int count) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(namespace.orphans())
                        .filteredOn(name -> name.equals("sleep"))
                        .hasSize(count));
    }
}
