package dev.baton.scenario;

import static dev.baton.scenario.Waiting.await;
import static dev.baton.testing.LogLine.BATON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.history.HistoryStatistics;
import dev.baton.launcher.Orchestrator;
import dev.baton.lifecycle.Ending;
import dev.baton.scenario.agents.Flood;
import dev.baton.scenario.agents.Stops;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that emit events without pause harm nobody. */
class FloodTest {
    @TempDir
    private Path folder;

    @Test
    void answersAStopWhileAgentsFlood() throws Exception {
        Orchestrator baton = Orchestrator.create()
                .withSettings(Settings.daemon())
                .registerAgent("flood-1", Flood.class)
                .registerAgent("flood-2", Flood.class)
                .registerAgent("polite", Stops.Polite.class)
                .onEvent(event -> {});
        await(baton.start());
        await(baton.agent("polite").ready());
        await().until(() -> emitted(baton) > 20_000);

        Ending polite = baton.agent("polite")
                .stop()
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        long before = emitted(baton);

        assertThat(polite).isEqualTo(Ending.SUCCESS);
        await().until(() -> emitted(baton) > before + 20_000);
        assertThat(await(baton.stop()).isSuccess()).isTrue();
    }

    private static long emitted(Orchestrator baton) {
        HistoryStatistics statistics = Waiting.await(baton.history().statistics());
        return statistics.byType().getOrDefault("DROP", 0L);
    }

    @Test
    void livesIn64MegabytesWhileAgentsFlood() {
        BatonFolder files = new BatonFolder(folder)
                .withEnvironment("BATON_JAVA_OPTS", "-Xmx64m")
                .config("""
                orchestrator: {runMode: DAEMON}
                agents:
                  one: {class: "%1$s"}
                  two: {class: "%1$s"}
                  three: {class: "%1$s"}
                """.formatted(Flood.class.getName()));

        try (BatonProcess baton = files.launcher("run", "classes.yaml", "baton.yaml")) {
            baton.awaitLine("one", "emitted 100000")
                    .awaitLine("two", "emitted 100000")
                    .awaitLine("three", "emitted 100000")
                    .signal("INT")
                    .endsWith(0);

            assertThat(baton.err()).isEmpty();
            assertThat(baton.said(BATON))
                    .contains(
                            "Ended in SUCCESS agent=one", "Ended in SUCCESS agent=two", "Ended in SUCCESS agent=three");
        }
    }
}
