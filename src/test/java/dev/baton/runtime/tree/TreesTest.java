package dev.baton.runtime.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.process.Orphans;
import dev.baton.process.ProcessSignal;
import dev.baton.process.ResourceLimits;
import dev.baton.process.Stdin;
import dev.baton.process.Surroundings;
import dev.baton.runtime.tree.Grove.Planted;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, counted in /proc. */
final class TreesTest {
    @TempDir
    Path folder;

    private Grove grove;

    @BeforeEach
    void plantNothing() {
        grove = Grove.in(folder, Orphans.KILL);
    }

    @AfterEach
    void leaveNothing() {
        grove.close();
        assertThat(grove.alive()).isEmpty();
    }

    @Test
    void tellsOutputAndExitCode() {
        Planted planted = grove.plant("a", "echo hello; echo trouble >&2; exit 3");

        assertThat(planted.awaitGone().code()).isEqualTo(3);
        assertThat(planted.awaitOutput()).isEqualTo("hello\n");
        assertThat(planted.err()).hasToString("trouble\n");
    }

    @Test
    void tellsTheSignalThatEndedIt() {
        ProcessTree.Exit exit = grove.plant("a", "kill -TERM $$").awaitGone();

        assertThat(exit.isBySignal()).isTrue();
        assertThat(exit.signal()).isEqualTo(15);
    }

    @Test
    void carriesAllThatWasWrittenInOneBurst() {
        Planted planted = grove.plant("a", "i=0; while [ $i -lt 20000 ]; do echo $i; i=$((i + 1)); done");

        assertThat(planted.awaitOutput().lines())
                .hasSize(20_000)
                .startsWith("0")
                .endsWith("19999");
    }

    @Test
    void endsATreeOfThreeLevelsWithOneThatIgnoresItsStopAndOneThatLeftItsSession() {
        Planted planted = grove.plant(
                "a",
                "trap 'exit 0' TERM;"
                        + " sh -c \"trap '' TERM; sh -c 'sleep 1000 & echo deep; wait' & wait\" &"
                        + " (setsid sh -c 'sleep 1001 & echo away; wait' &) ;"
                        + " echo top; while :; do sleep 1; done");
        planted.awaitText("deep").awaitText("away").awaitText("top");

        planted.tree().signal(ProcessSignal.TERM);
        Grove.result(planted.tree().exited());
        assertThat(planted.tree().gone().toCompletableFuture()).isNotDone();
        planted.tree().signal(ProcessSignal.KILL);

        assertThat(planted.awaitGone().code()).isZero();
        assertThat(grove.alive()).isEmpty();
    }

    @Test
    void tellsEvenThoseWhoLeftTheSession() {
        Planted planted = grove.plant(
                "a",
                "trap 'wait; exit 5' TERM; setsid sh -c 'trap \"exit 0\" TERM; echo up; sleep 1000 & wait' & wait");
        planted.awaitText("up");

        planted.tree().signal(ProcessSignal.TERM);
        planted.awaitGone();

        assertThat(grove.alive()).isEmpty();
    }

    @Test
    void isNotGoneWhileAnotherOfItsProcessesLives() throws IOException {
        Path end = folder.resolve("end");
        Planted planted = grove.plant(
                "a",
                "sleep 1000 & (setsid sh -c 'echo up; exec sleep 1000' &) ; until [ -e " + end
                        + " ]; do sleep 0.05; done");
        planted.awaitText("up");
        Files.createFile(end);

        assertThat(Grove.result(planted.tree().exited()).code()).isZero();
        assertThat(Grove.result(planted.tree().members())).hasSize(2);
        assertThat(planted.tree().gone().toCompletableFuture()).isNotDone();
        planted.tree().signal(ProcessSignal.KILL);

        planted.awaitGone();
        assertThat(grove.alive()).isEmpty();
    }

    @Test
    void isGoneByItselfWhenTheLastHasEnded() {
        Planted planted = grove.plant("a", "(setsid sleep 0.5 &) ; sleep 0.1");

        assertThat(planted.awaitGone().code()).isZero();
        assertThat(grove.alive()).isEmpty();
    }

    @Test
    void findsWhoLeavesItsSessionAgainAndAgain() {
        Planted planted = grove.plant(
                "a",
                "export N=0; echo 'N=$((N + 1)); sleep 0.05; setsid sh " + folder + "/hop &' > " + folder
                        + "/hop; setsid sh " + folder + "/hop & echo up; sleep 0.3");
        planted.awaitText("up");
        Grove.result(planted.tree().exited());

        planted.tree().signal(ProcessSignal.KILL);

        planted.awaitGone();
        assertThat(grove.alive()).isEmpty();
    }

    @Test
    void aTreeThatStandsStillObeysItsStop() {
        Planted planted = grove.plant("a", "trap 'exit 4' TERM; echo up; while :; do sleep 0.05; done");
        planted.awaitText("up");

        planted.tree().signal(ProcessSignal.STOP);
        planted.tree().signal(ProcessSignal.TERM);

        assertThat(planted.awaitGone().code()).isEqualTo(4);
    }

    @Test
    void blocksAndIgnoresNoSignalAndPassesOnNoFile() {
        String status =
                grove.plant("a", "cat /proc/self/status; ls -l /proc/self/fd").awaitOutput();

        assertThat(status).contains("SigBlk:\t0000000000000000").contains("SigIgn:\t0000000180000000");
        // SigIgn: two that the C library keeps for itself. Files: those of ls: three and the folder it lists.
        assertThat(status.lines().filter(line -> line.contains("->"))).hasSize(4);
    }

    @Test
    void leadsASessionOfItsOwn() {
        Planted planted = grove.plant("a", "cat /proc/self/stat; sleep 1000");
        planted.awaitText("cat");

        Proc leader = Proc.of((int) planted.tree().pid());

        assertThat(leader.session()).isEqualTo(leader.pid());
        assertThat(leader.group()).isEqualTo(leader.pid());
    }

    @Test
    void marksItsProcessesAlsoWithAnEnvironmentOfTheirOwn() {
        Surroundings bare = new Surroundings(
                Map.of("ONLY", "this"), List.of(), false, null, null, null, null, ResourceLimits.NONE, Stdin.CLOSED);

        String env = grove.plant("a", bare, "/usr/bin/env").awaitOutput();

        assertThat(env.lines().map(line -> line.replaceAll("=.*", "")))
                .containsExactlyInAnyOrder("ONLY", Marker.VARIABLE, Grove.TOKEN);
    }

    @Test
    void beginsInItsFolder() {
        Surroundings there = new Surroundings(
                Map.of(), List.of(), true, folder, null, null, null, ResourceLimits.NONE, Stdin.CLOSED);

        assertThat(grove.plant("a", there, "pwd").awaitOutput().strip()).isEqualTo(folder.toString());
    }

    @Test
    void runsAScriptThatDoesNotSayByWhat() throws IOException {
        Path script = Files.writeString(folder.resolve("script"), "echo $1 $#\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        assertThat(grove.plant("a", Surroundings.DEFAULT, script.toString(), "x y")
                        .awaitOutput())
                .isEqualTo("x y 1\n");
    }

    @Test
    void readsNothingOrWaits() {
        assertThat(grove.plant("a", Grove.withStdin(Stdin.CLOSED), "cat")
                        .awaitGone()
                        .code())
                .isZero();

        Planted waiting = grove.plant("b", Grove.withStdin(Stdin.PIPED), "sh", "-c", "echo up; cat");
        waiting.awaitText("up");
        assertThat(waiting.tree().exited().toCompletableFuture()).isNotDone();
        waiting.tree().signal(ProcessSignal.KILL);
        waiting.awaitGone();
    }

    @Test
    void saysWhyItCannotBegin() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "#!/bin/sh\n");
        Path lost = Files.writeString(folder.resolve("lost"), "#!/no/such/interpreter\n");
        assertThat(lost.toFile().setExecutable(true)).isTrue();

        assertRefused("no-such-program", "there is no program 'no-such-program' in its PATH");
        assertRefused("/no/such/program", "there is no file '/no/such/program'");
        assertRefused(plain.toString(), "is not executable");
        assertRefused(folder.toString(), "is a folder");
        assertRefused(lost.toString(), "its first line names the interpreter");
    }

    private void assertRefused(String program, String why) {
        assertThatThrownBy(() -> grove.plant("a", Surroundings.DEFAULT, program))
                .hasMessageContaining(why);
    }

    @Test
    void leavesNoFileThreadOrZombieBehind() {
        runSome(50);
        int files = openFiles();
        long threads = forkedThreads();

        runSome(300);

        Awaitility.await().untilAsserted(() -> {
            assertThat(openFiles()).isLessThanOrEqualTo(files);
            assertThat(forkedThreads()).isLessThanOrEqualTo(threads + 32);
        });
        Awaitility.await()
                .until(() -> Proc.all().stream()
                        .noneMatch(
                                proc -> proc.parent() == ProcessHandle.current().pid() && !proc.isAlive()));
    }

    private void runSome(int count) {
        List<Planted> planted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            planted.add(grove.plant("agent-" + i, i % 10 == 0 ? "(setsid sleep 0.05 &)" : ":"));
        }
        planted.forEach(Planted::awaitGone);
        planted.forEach(Planted::awaitOutput);
    }

    private static int openFiles() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }

    private static long forkedThreads() {
        return Stream.of(new File("/proc/self/task").list()).count();
    }

    @Test
    void anotherGuardianTakesThePlaceOfOneThatWasEnded() {
        grove.plant("a", "sleep 1000");
        // In the middle of execve(2) it can't be told from others.
        Awaitility.await().until(() -> guardians().size() == 1);
        Proc first = guardians().get(0);

        PidFd.signal(first, ProcessSignal.KILL);

        Awaitility.await()
                .untilAsserted(() -> assertThat(guardians())
                        .singleElement()
                        .satisfies(other -> assertThat(other.pid()).isNotEqualTo(first.pid())));
    }

    /** Those that know this folder. */
    private List<Proc> guardians() {
        return Proc.all().stream()
                .filter(proc -> proc.isAlive())
                .filter(proc -> {
                    String line = new String(
                            Proc.read("/proc/" + proc.pid() + "/cmdline"), java.nio.charset.StandardCharsets.UTF_8);
                    return line.contains("baton-guardian") && line.contains(folder.toString());
                })
                .toList();
    }

    @Test
    void forgetsItsRunFileInTheEnd() throws IOException {
        grove.plant("a", "sleep 1000");
        grove.awaitEnd();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("lock");
        }
    }
}
