package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.config.ConfigLoader;
import dev.baton.config.ConfigSources;
import dev.baton.config.LoadedConfig;
import dev.baton.testing.Player;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reload may come before there is anything to change. */
class ReloaderTest {
    private final Vertx vertx = BatonVertx.create();
    private final List<LoadedConfig> applied = new ArrayList<>();
    private LoadedConfig first;
    private Reloader reloader;

    @BeforeEach
    void load(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("baton.yaml");
        Files.writeString(file, "agents: {a: {class: " + Player.class.getName() + ", config: {address: a}}}");
        ConfigSources sources = ConfigSources.of(file);
        ConfigLoader loader = new ConfigLoader(vertx);
        first = loader.load(sources).await();
        Orchestrator notStarted = Orchestrator.on(vertx);
        reloader = new Reloader(loader, sources, first, notStarted::verticle, applied::add);
    }

    @AfterEach
    void close() throws IOException {
        first.close();
        vertx.close().await();
    }

    @Test
    void changesNothingWithoutAnOrchestratorAndIsOverThen() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> reloader.reload(false).await()).hasMessageContaining("has not been started");
        }

        assertThat(applied).isEmpty();
        assertThat(reloader.present()).isSameAs(first);
    }
}
