package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogFoldersTest {
    private static final Path HOME = Path.of("/home/ann");

    @Test
    void liesWhereStateIsKept() {
        assertThat(LogFolders.usual(Map.of(), "ann", HOME, "prod"))
                .isEqualTo(Path.of("/home/ann/.local/state/baton/prod/logs"));
        assertThat(LogFolders.usual(Map.of("XDG_STATE_HOME", "/var/state"), "ann", HOME, "prod"))
                .isEqualTo(Path.of("/var/state/baton/prod/logs"));
        assertThat(LogFolders.usual(Map.of("XDG_STATE_HOME", "relative"), "ann", HOME, "prod"))
                .isEqualTo(Path.of("/home/ann/.local/state/baton/prod/logs"));
    }

    @Test
    void liesAmongTheSystemsLogsForRoot() {
        assertThat(LogFolders.usual(Map.of(), "root", HOME, "prod")).isEqualTo(Path.of("/var/log/baton/prod"));
        assertThat(LogFolders.usual(Map.of("XDG_STATE_HOME", "/var/state"), "root", HOME, "prod"))
                .isEqualTo(Path.of("/var/state/baton/prod/logs"));
    }
}
