package dev.baton.scenario;

import static dev.baton.testing.LogLine.BATON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, as the README starts it. */
class DemoTest {
    @TempDir
    private Path folder;

    @Test
    void watchesThisMachineUntilInterrupted() {
        BatonFolder files = new BatonFolder(folder);
        String demo = BatonFolder.checkout().resolve("config/demo.yaml").toString();
        String root = BatonFolder.checkout().resolve("src/main/java").toString();

        try (BatonProcess baton = files.withEnvironment("DEMO_ROOT", root)
                .launcher("run", demo, "--set", "agents.summary.config.cron=\"* * * * * *\"")) {
            baton.awaitLine(BATON, "Starting 8 agents, at most 8 at once")
                    .awaitLine("inventory", "processor")
                    .awaitLine("disk-scanner", "files")
                    .awaitLine("memory", "in use")
                    .awaitLine("summary", "report.md")
                    .awaitLine("log-watcher", "following")
                    .signal("INT")
                    .endsWith(0);

            assertThat(baton.err()).isEmpty();
            assertThat(baton.log()).noneMatch(line -> line.level().equals("ERROR"));
            assertThat(files.read("out/demo/report.md")).contains("log SUCCESS");
            assertThat(files.read("out/demo/summary.csv").lines()).hasSizeGreaterThan(1);
            assertThat(files.read("out/demo/baton.log")).contains("inventory");
        }
    }
}
