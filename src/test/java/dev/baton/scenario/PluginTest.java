package dev.baton.scenario;

import static dev.baton.testing.LogLine.BATON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins are initialised in order, finished in reverse, and no failure hides another. */
class PluginTest {
    private static final String ONCE = "dev.baton.scenario.agents.Kinds$Once";
    private static final String PLUGINS = "dev.baton.scenario.agents.Plugins";

    @TempDir
    private Path folder;

    private BatonFolder files;

    @BeforeEach
    void open() {
        files = new BatonFolder(folder);
    }

    @Test
    void handsAPluginItsOwnerAndConfigAndFinishesInReverseOrder() {
        files.config("""
                agents:
                  a:
                    class: "%1$s"
                    plugins:
                      - {class: "%2$s$First", config: {url: "db:1"}}
                      - "%2$s$Second"
                """.formatted(ONCE, PLUGINS));

        try (BatonProcess baton = files.run()) {
            baton.endsWith(0);

            assertThat(baton.said("a"))
                    .containsExactly(
                            "First initialized for a with {\"url\":\"db:1\"}",
                            "Second initialized for a with {}",
                            "setup",
                            "executed on a platform thread",
                            "closed",
                            "Second finished for a",
                            "First finished for a");
        }
    }

    @Test
    void doesNotRunAnAgentWhosePluginFailsAndTellsEachFailure() {
        files.config("""
                agents:
                  a:
                    class: "%1$s"
                    restart: never
                    plugins: ["%2$s$First", "%2$s$Broken", "%2$s$Second", "%2$s$Untidy", "%2$s$Broken"]
                """.formatted(ONCE, PLUGINS));

        try (BatonProcess baton = files.run()) {
            baton.endsWith(1);

            assertThat(baton.said("a"))
                    .containsExactly(
                            "First initialized for a with {}",
                            "Second initialized for a with {}",
                            "Untidy initialized for a with {}",
                            "plugin Broken failed in initialize:" + " java.lang.IllegalStateException: no connection",
                            "plugin Broken failed in initialize:" + " java.lang.IllegalStateException: no connection",
                            "Second finished for a",
                            "First finished for a",
                            "plugin Untidy failed in finish:" + " java.lang.IllegalStateException: can't tidy up");
            assertThat(baton.err()).containsExactly("1 agent of 1 did not succeed: a");
        }
    }

    @Test
    void finishesTheOrchestratorsPluginsAfterItsAgents() {
        files.config("""
                orchestrator: {name: house, plugins: ["%2$s$First", "%2$s$Second"]}
                agents:
                  a: {class: "%1$s"}
                """.formatted(ONCE, PLUGINS));

        try (BatonProcess baton = files.run()) {
            baton.endsWith(0);

            assertThat(baton.log().stream()
                            .filter(line -> !line.source().equals(BATON))
                            .map(line -> line.source() + ": " + line.text()))
                    .containsExactly(
                            "house: First initialized for house with {}",
                            "house: Second initialized for house with {}",
                            "a: setup",
                            "a: executed on a platform thread",
                            "a: closed",
                            "house: Second finished for house",
                            "house: First finished for house");
        }
    }

    @Test
    void saysInOneSentenceThatTheOrchestratorsPluginFailed() {
        files.config("""
                orchestrator: {name: house, plugins: ["%2$s$First", "%2$s$Broken"]}
                agents:
                  a: {class: "%1$s"}
                """.formatted(ONCE, PLUGINS));

        try (BatonProcess baton = files.run()) {
            baton.endsWith(1);

            assertThat(baton.err())
                    .containsExactly("Baton could not start: plugin Broken failed in initialize:"
                            + " java.lang.IllegalStateException: no connection");
            assertThat(baton.said("a")).isEmpty();
            assertThat(baton.said("house"))
                    .containsExactly("First initialized for house with {}", "First finished for house");
        }
    }
}
