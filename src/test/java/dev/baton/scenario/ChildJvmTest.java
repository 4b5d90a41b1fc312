package dev.baton.scenario;

import static dev.baton.testing.LogLine.BATON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java agents in JVMs of their own, from a config file and with Baton's jar. */
class ChildJvmTest {
    private static final String KINDS = "dev.baton.scenario.agents.Kinds";
    private static final String OWN_JVM = "dev.baton.scenario.agents.OwnJvm";
    private static final int CHILDREN = 10;

    @TempDir
    private Path folder;

    private BatonFolder files;

    @BeforeEach
    void open() {
        files = new BatonFolder(folder);
    }

    private BatonProcess run(String agents) {
        return files.config("agents:\n" + agents.indent(2)).run();
    }

    @Test
    void givesAnAgentWhatItsConfigSays() {
        try (BatonProcess baton = run("""
                curious:
                  class: %s$Curious
                  isolation: process
                  jvm: {options: ["-Dacme.mode=fast"], heap: 48MB}
                  env: {ACME_CITY: Rome}
                  workingDir: /
                """.formatted(OWN_JVM))) {
            baton.endsWith(0);

            assertThat(baton.said("curious"))
                    .containsSubsequence("property fast", "variable Rome", "folder /")
                    .anySatisfy(line -> assertThat(line).matches("heap 4[5-8]"));
        }
    }

    @Test
    void startsAnAgentAnewWhoseJvmHasEnded() {
        try (BatonProcess baton = run("""
                fragile:
                  class: %s$Fragile
                  isolation: process
                  restart: {policy: on-failure, initialDelay: 10ms}
                """.formatted(OWN_JVM))) {
            baton.awaitLine("fragile", "start 2").signal("INT").endsWith(0);

            assertThat(baton.said(BATON)).anySatisfy(line -> assertThat(line).contains("its JVM exited with code 7"));
            assertThat(baton.said("fragile")).contains("start 2", "stopped");
        }
    }

    @Test
    void carriesMessagesBetweenJvms() {
        try (BatonProcess baton = run("""
                clerk: {class: '%1$s$Clerk', isolation: process, config: {address: orders, limit: 3}}
                customer:
                  class: '%1$s$Customer'
                  isolation: process
                  dependsOn: [clerk]
                  config: {executionInterval: 10ms}
                """.formatted(KINDS))) {
            baton.awaitLine("customer", "tea is number").signal("INT").endsWith(0);

            assertThat(baton.said("clerk")).containsExactly("got bread", "got milk", "got tea");
            assertThat(baton.said("customer"))
                    .containsExactly("bread is number 1", "milk is number 2", "tea is number 3");
        }
    }

    @Test
    void leavesNoChildBehindWhenBatonIsKilled() {
        StringBuilder agents = new StringBuilder();
        for (int i = 0; i < CHILDREN; i++) {
            agents.append("busy-%d: {class: '%s$Busy', isolation: process, jvm: {heap: 32MB}}%n".formatted(i, OWN_JVM));
        }
        List<Long> children = new ArrayList<>();
        files.config(
                "orchestrator: {maxWorkers: 10}\nagents:\n" + agents.toString().indent(2));
        try (BatonProcess baton = files.run()) {
            for (int i = 0; i < CHILDREN; i++) {
                String name = "busy-" + i;
                baton.awaitLine(name, "pid ");
                children.add(Long.valueOf(baton.said(name).get(0).replace("pid ", "")));
            }
            assertThat(children).allMatch(Programs::isRunning);

            baton.signal("KILL").awaitExit();

            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> children.stream().noneMatch(Programs::isRunning));
        } finally {
            children.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }
}
