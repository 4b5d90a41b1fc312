package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.command.Command;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.Operator;
import dev.baton.testing.Programs;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code baton run --nodes}, as the page on clusters shows it. */
@Tag("alone")
@Tag("long")
class TrialTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DEMO =
            BatonFolder.checkout().resolve("config/cluster-demo.yaml").toString();

    @TempDir
    private Path folder;

    private static void awaitLine(BatonProcess trial, Predicate<String> line) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(trial.out()).as("stderr: %s", trial.err()).anyMatch(line));
    }

    private static void awaitAgentsOf(BatonProcess trial, String node) {
        awaitLine(trial, line -> line.startsWith(node + " | ") && line.contains("Ready agent=heartbeat"));
    }

    @Test
    void handsOnWhatNodesSayTellsWhoDiedAndStopsTheRest() throws Exception {
        BatonFolder files = new BatonFolder(folder);
        try (BatonProcess trial = files.baton("run", "--nodes", "3", DEMO, "--set", "orchestrator.maxWorkers=7")) {
            awaitAgentsOf(trial, "n1");
            awaitAgentsOf(trial, "n2");
            awaitAgentsOf(trial, "n3");

            assertThat(trial.out())
                    .noneMatch(line -> line.contains("\u001b"))
                    .anyMatch(line -> line.contains(
                            "baton ps --socket " + folder.resolve("baton-n2.sock") + "  http://127.0.0.1:"));
            JsonObject status = new Operator(folder.resolve("baton-n3.sock"), PATIENCE)
                    .ask(new Command.Status("n3"))
                    .getJsonObject("data");
            assertThat(status.getString("node")).isEqualTo("n3");
            assertThat(status.getInteger("max_workers")).isEqualTo(7);

            long second = pidOf(trial, "cluster.node=n2");
            Programs.signal("KILL", second);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(trial.err()).contains("n2 was ended by signal 9; n1, n3 still there"));
            List<Long> all = trial.descendants();
            trial.signal("TERM").endsWith(1);
            assertThat(all).noneMatch(Programs::isRunning);
        }
    }

    private static long pidOf(BatonProcess trial, String argument) {
        return trial.children().stream()
                .filter(pid -> ProcessHandle.of(pid)
                        .flatMap(process -> process.info().arguments())
                        .filter(arguments -> List.of(arguments).contains(argument))
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void noNodeOrAgentOutlivesIt() {
        try (BatonProcess trial = new BatonFolder(folder).baton("run", "--nodes=2", DEMO)) {
            awaitAgentsOf(trial, "n1");
            awaitAgentsOf(trial, "n2");
            List<Long> all = trial.descendants();
            assertThat(all).hasSizeGreaterThan(4);

            trial.signal("KILL");

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(all).noneMatch(Programs::isRunning));
        }
    }

    @Test
    void saysOnceWhatIsWrongWithTheConfig() {
        BatonFolder files = new BatonFolder(folder).config("orchestrator: {maxWorker: 3}");

        BatonProcess trial = files.run("--nodes", "2").endsWith(2);

        assertThat(trial.err()).filteredOn(line -> line.contains("maxWorkers")).hasSize(1);
    }

    @Test
    void itsConfigIsGoodForASingleNode() {
        new BatonFolder(folder).baton("validate", DEMO).endsWith(0);
    }
}
