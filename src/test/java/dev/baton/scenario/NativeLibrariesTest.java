package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native libraries beside the jar are used as they are: nothing is unpacked to be loaded. */
@Tag("long")
class NativeLibrariesTest {
    private static final String NOWHERE = "/proc/none";

    @TempDir
    private Path folder;

    @Test
    void areUsedWhereNoneCanBeUnpacked() {
        BatonFolder files = config().install()
                .withEnvironment("BATON_ARCHIVE", "off")
                .withEnvironment("BATON_JAVA_OPTS", "-Duser.home=" + NOWHERE + " -Djava.io.tmpdir=" + NOWHERE);

        requireThatItRuns(files.installed("run", "baton.yaml"));
    }

    @Test
    void areFoundWithoutTheScriptToo() {
        BatonFolder files = config().withOptions("-Duser.home=" + NOWHERE, "-Djava.io.tmpdir=" + NOWHERE);

        requireThatItRuns(files.baton("run", "baton.yaml"));
    }

    private BatonFolder config() {
        assumeThat(System.getProperty("os.arch")).isIn("amd64", "aarch64");
        return new BatonFolder(folder)
                .config("agents: {a: {command: \"echo it runs\", restart: never}}\n")
                .withEnvironment("XDG_CACHE_HOME", NOWHERE);
    }

    private static void requireThatItRuns(BatonProcess started) {
        try (BatonProcess baton = started) {
            baton.endsWith(0);

            assertThat(baton.said("[baton]")).contains("Ended in SUCCESS agent=a");
        }
    }
}
