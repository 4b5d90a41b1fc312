package dev.baton.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.process.Ceilings;
import dev.baton.runtime.tree.ProcessTree;
import dev.baton.settings.ByteSize;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real trees that use too much. */
class CeilingTest {
    private final Ward ward = new Ward();

    @AfterEach
    void close() {
        ward.close();
    }

    private Ward.Patient watch(Ceilings ceilings, String script) {
        ProcessTree tree = ward.run(Map.of(), "/bin/sh", "-c", script);
        return ward.admit(Ward.process(null, null, ceilings)).begin(tree.pid());
    }

    @Test
    void memoryOfTheWholeTreeCounts() {
        String eats = "sh -c 'x=$(head -c 30000000 /dev/zero | tr \"\\0\" x); sleep 1000; echo $x'";
        Ward.Patient patient = watch(
                new Ceilings(ByteSize.parse("45MB"), null, Duration.ofSeconds(30)), eats + " & " + eats + " & wait");

        // It may have used too much before it is ready.
        awaitLast(patient, "maxMemory used \\d+MB of 45MB");
    }

    @Test
    void cpuOfTheWholeTreeCounts() {
        Ward.Patient patient = watch(
                new Ceilings(null, 10.0, Duration.ofSeconds(2)),
                "(while :; do :; done) & (while :; do true; done) & wait");

        awaitLast(patient, "maxCpu used \\d+% of 10% over 2s");
    }

    @Test
    void whoStaysBelowIsLeftAlone() {
        Ward.Patient modest = watch(new Ceilings(ByteSize.parse("1GB"), 1_000.0, Duration.ofSeconds(1)), "sleep 1000");
        Ward.Patient greedy = watch(new Ceilings(ByteSize.parse("1KB"), null, Duration.ofSeconds(30)), "sleep 1000");

        // It is looked at for the first time when it is about to be ready.
        awaitLast(greedy, "maxMemory used \\d+(MB| bytes) of 1KB");
        modest.awaitReady();
        assertThat(modest.told).containsExactly("ready");
        modest.does(modest.probing::end);
    }

    private static void awaitLast(Ward.Patient patient, String pattern) {
        await().until(() -> !patient.told.isEmpty()
                && patient.told.get(patient.told.size() - 1).matches(pattern));
    }
}
