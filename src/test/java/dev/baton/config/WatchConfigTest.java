package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.runtime.watch.Globs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchConfigTest {
    @TempDir
    private Path folder;

    @Test
    void readsOnePatternOrSeveralOfEachReplica() {
        try (ConfigFolder config = new ConfigFolder(folder)) {
            LoadedConfig loaded = config.write("baton.yaml", """
                            agents:
                              a: {command: [sleep, "1"], watch: src}
                              b: {command: [sleep, "1"], watch: ["${REPLICA}/*", "!x"], replicas: 2}
                              c: {command: [sleep, "1"], watch: []}
                            """).load();

            assertThat(loaded.findings()).isEmpty();
            assertThat(loaded.watched())
                    .containsOnlyKeys("a", "b-1", "b-2")
                    .containsEntry("a", new Globs(List.of("src")))
                    .containsEntry("b-2", new Globs(List.of("2/*", "!x")));
        }
    }

    @Test
    void anInvalidPatternIsAFindingAtItsLine() {
        try (ConfigFolder config = new ConfigFolder(folder)) {
            assertThat(config.findingsOf("""
                    agents:
                      a:
                        command: [sleep, "1"]
                        watch: ["src/**", "src/["]
                    """))
                    .singleElement()
                    .asString()
                    .startsWith("baton.yaml:4:5: error: agents.a.watch: ")
                    .contains("'src/['");
        }
    }
}
