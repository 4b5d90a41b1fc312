package dev.baton.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.process.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readiness and liveness by real commands of every kind. */
class ExecProbeTest {
    private static final String READY = "ready";

    private final Ward ward = new Ward();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        ward.close();
    }

    private Check.Exec shell(String script) {
        return new Check.Exec(List.of("/bin/sh", "-c", script.replace("DIR", folder.toString())));
    }

    @Test
    void isReadyWhenTheCommandSucceeds() throws IOException {
        Ward.Patient patient = ward.admit(Ward.process(
                        Ward.probe(shell("test -e DIR/up || { echo not yet; echo no such file >&2; exit 3; }")), null))
                .begin();
        patient.awaitTrouble("readiness exec /bin/sh: exit code 3: no such file");
        assertThat(patient.told).isEmpty();

        Files.createFile(folder.resolve("up"));

        patient.awaitReady();
    }

    @Test
    void isNotAliveWhenTheCommandFailsThriceInARow() {
        Ward.Patient patient = ward.admit(
                        Ward.process(Ward.probe(shell("true")), Ward.probe(shell("echo it is down; exit 1"))))
                .begin()
                .awaitTold(2);

        assertThat(patient.told)
                .containsExactly(READY, "liveness exec /bin/sh failed 3 times: exit code 1: it is down");
    }

    @Test
    void isAliveWhenTheCommandFailsNowAndThen() {
        String everyThird = "echo x >> DIR/asked; test $(($(wc -l < DIR/asked) % 3)) = 0";
        Ward.Patient patient = ward.admit(Ward.process(Ward.probe(shell("true")), Ward.probe(shell(everyThird))))
                .begin()
                .awaitReady();

        await().until(() -> Files.exists(folder.resolve("asked"))
                && Files.readAllLines(folder.resolve("asked")).size() > 12);

        assertThat(patient.told).containsExactly(READY);
    }

    @Test
    void killsACommandThatHangsWithAllItBegan() {
        String nap = "7351.25";
        Ward.Patient patient = ward.admit(Ward.process(
                        Ward.probe(shell("trap '' TERM; sleep " + nap + " & sleep " + nap), Duration.ofMillis(300)),
                        null))
                .begin();

        patient.awaitTrouble("no answer within 300ms");
        patient.does(patient.probing::end);

        await().until(() -> ProcessHandle.allProcesses()
                .noneMatch(process -> process.info().commandLine().orElse("").contains("sleep " + nap)));
        assertThat(patient.told).isEmpty();
    }

    @Test
    void neverRunsTwoCommandsAtOnce() throws IOException {
        Ward.Patient patient = ward.admit(Ward.process(
                        Ward.probe(shell(
                                "mkdir DIR/busy || echo two >> DIR/twice; sleep 0.1; rmdir DIR/busy; echo x >> DIR/done;"
                                        + " exit 1")),
                        null))
                .begin();

        await().until(() -> Files.exists(folder.resolve("done"))
                && Files.readAllLines(folder.resolve("done")).size() >= 4);

        assertThat(folder.resolve("twice")).doesNotExist();
        patient.does(patient.probing::end);
    }

    @Test
    void namesACommandThatDoesNotExist() {
        Ward.Patient patient = ward.admit(Ward.process(Ward.probe(new Check.Exec(List.of("/no/such/command"))), null))
                .begin();

        patient.awaitTrouble("readiness exec /no/such/command: ");

        assertThat(patient.told).isEmpty();
    }

    @Test
    void garbageInTheOutputIsShownInFewHarmlessCharacters() {
        Ward.Patient patient = ward.admit(Ward.process(
                        Ward.probe(shell("head -c 300000 /dev/urandom; printf '\\033[31m%1000s!\\n' red; exit 1")),
                        null))
                .begin();

        patient.awaitTrouble("exit code 1");

        assertThat(patient.probing.trouble()).hasSizeLessThan(300).doesNotContain("\u001b");
    }

    @Test
    void aSignalIsNamed() {
        Ward.Patient patient =
                ward.admit(Ward.process(Ward.probe(shell("kill -9 $$")), null)).begin();

        patient.awaitTrouble("readiness exec /bin/sh: ended by signal 9");
    }
}
