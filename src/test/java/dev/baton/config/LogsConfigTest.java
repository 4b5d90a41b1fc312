package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.logging.LogFileSettings;
import dev.baton.logging.LogsSettings;
import dev.baton.settings.ByteSize;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How config files say whose lines are kept in files. */
class LogsConfigTest {
    private static final Path USUAL = Path.of("/usual");
    private static final String AGENTS = """
            agents:
              program: {command: ["/bin/true"]}
              thread: {class: "dev.baton.config.TestAgents$Idle"}
            """;

    @TempDir
    private Path folder;

    private ConfigFolder config;

    @BeforeEach
    void open() {
        config = new ConfigFolder(folder);
    }

    @AfterEach
    void close() {
        config.close();
    }

    @Test
    void programsHaveFilesUnlessToldOtherwise() {
        assertThat(files(AGENTS)).isEqualTo(Map.of("program", usual(USUAL)));
        assertThat(files(AGENTS + "logs: {files: all}")).containsOnlyKeys("program", "thread");
        assertThat(files(AGENTS + "logs: {files: none}")).isEmpty();
    }

    @Test
    void anAgentSaysOtherwise() {
        assertThat(files("""
                logs: {dir: /of/all, keep: 9}
                agents:
                  off: {command: ["/bin/true"], logs: false}
                  on: {class: "dev.baton.config.TestAgents$Idle", logs: true}
                  own:
                    class: "dev.baton.config.TestAgents$Idle"
                    logs: {dir: /of/its/own, maxSize: 1MB, compress: false, totalCap: 5GB}
                  not: {command: ["/bin/true"], logs: {enabled: false, keep: 1}}
                """))
                .isEqualTo(Map.of(
                        "on",
                        new LogFileSettings(Path.of("/of/all"), ByteSize.parse("50MB"), 9, true, ByteSize.parse("1GB")),
                        "own",
                        new LogFileSettings(
                                Path.of("/of/its/own"), ByteSize.parse("1MB"), 9, false, ByteSize.parse("5GB"))));
    }

    @Test
    void eachReplicaHasItsFile() {
        assertThat(files("agents: {web: {command: [\"/bin/true\"], replicas: 2, logs: {keep: 0}}}"))
                .containsOnlyKeys("web-1", "web-2");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(config.findingsOf(AGENTS + "logs: {maxSize: 1, keep: 101, totalCap: lots, dri: x}"))
                .anyMatch(line -> line.contains("maxSize is 1 but must be at least 1KB"))
                .anyMatch(line -> line.contains("totalCap is 'lots' but must be a number of bytes"))
                .anyMatch(line -> line.contains("unknown key 'dri': did you mean 'dir'?"));
        assertThat(config.findingsOf("agents: {a: {command: [\"/bin/true\"], logs: maybe}}"))
                .anyMatch(
                        line -> line.contains("logs is 'maybe' but must be true or false or a map of keys and values"));
    }

    private Map<String, LogFileSettings> files(String text) {
        LoadedConfig loaded = config.write("baton.yaml", text).load();
        assertThat(loaded.isRefused()).as(() -> loaded.findings().toString()).isFalse();
        return loaded.logs().files(loaded.agents(), USUAL);
    }

    private static LogFileSettings usual(Path dir) {
        LogsSettings usual = LogsSettings.DEFAULT;
        return new LogFileSettings(dir, usual.maxSize(), usual.keep(), usual.compress(), usual.totalCap());
    }
}
