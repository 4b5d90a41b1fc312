package dev.baton.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.config.ConfigLoader;
import dev.baton.config.ConfigSources;
import dev.baton.config.LoadedConfig;
import dev.baton.orchestrator.RunMode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /etc/baton/baton.yaml} as it is installed, and with its examples. */
class ServiceConfigTest {
    private static final Path FILE = Path.of("src/dist/etc/baton.yaml");
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private Vertx vertx;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private LoadedConfig load(Path file) throws Exception {
        return new ConfigLoader(vertx).load(ConfigSources.of(file)).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void isValidAndStaysWithoutAgents() throws Exception {
        try (LoadedConfig config = load(FILE)) {
            assertThat(config.findings()).isEmpty();
            assertThat(config.agents()).isEmpty();
            assertThat(config.settings().runMode()).isEqualTo(RunMode.DAEMON);
        }
    }

    @Test
    void usesTheFoldersAndTheGroupOfTheService() throws Exception {
        try (LoadedConfig config = load(FILE)) {
            assertThat(config.settings().commandSocketPath()).hasToString("/run/baton/baton.sock");
            assertThat(config.settings().commandSocketMode()).isEqualTo("0660");
            assertThat(config.settings().commandSocketGroup()).isEqualTo("baton");
        }
        assertThat(Files.readString(Path.of("src/dist/debian/site.sh")))
                .contains("BATON_SOCKET=/run/baton/baton.sock\n", "-r /etc/baton/baton.yaml");
    }

    @Test
    void isValidWithItsExamples() throws Exception {
        Path file = Files.writeString(folder.resolve("baton.yaml"), withExamples());

        try (LoadedConfig config = load(file)) {
            assertThat(config.agents()).extracting("name").containsExactly("web", "report");
            assertThat(config.findings())
                    .extracting(Object::toString)
                    // What this machine has not; all else is as it should be.
                    .filteredOn(finding -> !finding.contains("warning: "))
                    .singleElement()
                    .asString()
                    .contains("there is no class 'com.acme.Collector'");
        }
    }

    /** Comments that begin with a word and a colon at the margin, and what is below them, are examples. */
    private String withExamples() throws IOException {
        String text = Files.readString(FILE)
                .replace("agents: {}\n", "")
                // The unit makes it where Baton is installed.
                .replace("workingDir: /var/lib/baton", "workingDir: " + folder)
                .replace("<64 hex digits>", "0123456789abcdef".repeat(4));
        boolean[] inExample = {false};
        return text.lines()
                .map(line -> {
                    inExample[0] = line.matches("# [a-z]+:") || (inExample[0] && line.startsWith("#"));
                    return inExample[0] ? line.substring(2) : line;
                })
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
