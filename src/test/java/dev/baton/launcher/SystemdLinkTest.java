package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.config.ConfigLoader;
import dev.baton.config.ConfigSources;
import dev.baton.config.LoadedConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The time that systemd is asked for when a stop begins. */
class SystemdLinkTest {
    private final Vertx vertx = BatonVertx.create();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 12",
                "{a: {command: x, stopTimeout: 1s}} | 12",
                "{a: {command: x}, b: {command: x, stopTimeout: 90s}} | 145",
            })
    void isEnoughForTheAgentThatMayTakeTheLongestAndIsAskedLast(String agents, long seconds) throws IOException {
        Path file = folder.resolve("baton.yaml");
        Files.writeString(file, "orchestrator: {runMode: DAEMON, agentStopTimeout: 2s}\nagents: " + agents);

        try (LoadedConfig config =
                new ConfigLoader(vertx).load(ConfigSources.of(file)).await()) {
            assertThat(SystemdLink.longestStop(config)).isEqualTo(Duration.ofSeconds(seconds));
        }
    }
}
