package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** The unit in the hands of a real systemd, with its sandbox, as far as that can be had where the tests run. */
@Tag("alone")
@Tag("long")
class UnderSystemdTest {
    private static final int CAN_NOT_BE_DONE = 77;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The unit hides what is in {@code /tmp}. */
    static final class InTarget implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.createTempDirectory(BatonFolder.checkout().resolve("target"), "systemd");
        }
    }

    @TempDir(factory = InTarget.class)
    private Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void startsReloadsWatchesAndStopsBaton() {
        BatonFolder files = new BatonFolder(folder)
                .install()
                .write("bad.yaml", "agents: {a: {clas: X}}")
                .write("good.yaml", """
                        orchestrator:
                          runMode: DAEMON
                          commandSocketPath: /run/baton-test/baton/baton.sock
                          stateDir: /run/baton-test/config/baton/processes
                          agentsPath: [%s]
                        agents: {a: {class: dev.baton.scenario.agents.Holds}}
                        """.formatted(BatonFolder.checkout().resolve("target/test-classes")));
        try (BatonProcess systemd = files.program(
                BatonFolder.checkout().resolve("src/test/systemd/under-systemd.sh"),
                BatonFolder.checkout().resolve("src/dist/systemd/baton.service").toString(),
                files.path("installed").toString(),
                folder.toString())) {
            await().atMost(PATIENCE).until(() -> !systemd.isAlive());
            assumeThat(systemd.awaitExit()).as(systemd.out().toString()).isNotEqualTo(CAN_NOT_BE_DONE);

            assertThat(systemd.out())
                    .as("stderr: %s", systemd.err())
                    .containsExactly(
                            "start 0 active",
                            "commands are taken",
                            "CapBnd: 0000000000000000",
                            "NoNewPrivs: 1",
                            "Seccomp: 2",
                            "reload 0 active",
                            "refused reload 1 active",
                            "stop 0 ended: exited 0, 0 processes left",
                            "hang: 1 thread dump",
                            "shutdown ended: exited 0",
                            "refused start 1 failed 2, 0 restarts");
        }
    }
}
