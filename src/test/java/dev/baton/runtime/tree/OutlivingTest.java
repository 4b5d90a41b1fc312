package dev.baton.runtime.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.process.Orphans;
import dev.baton.process.ProcessSignal;
import dev.baton.runtime.tree.Grove.Planted;
import dev.baton.testing.BatonProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of processes when the JVM that began them is killed. */
final class OutlivingTest {
    /** Two seconds are more than enough where a processor is free; here a hundred trees and other tests want one. */
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private static final String TICKING = "i=0; while :; do i=$((i + 1)); echo tick $i; sleep 0.1; done";

    @TempDir
    Path folder;

    @AfterEach
    void leaveNothing() {
        for (Proc proc : Grove.alive(folder.toString())) {
            PidFd.signal(proc, ProcessSignal.KILL);
        }
    }

    private BatonProcess planter(Orphans orphans, int count, String script) {
        BatonProcess planter = BatonProcess.java(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Planter.class.getName(),
                folder.toString(),
                orphans.name(),
                Integer.toString(count),
                script);
        await().atMost(Duration.ofSeconds(60)).until(() -> planter.out().contains("planted"));
        return planter;
    }

    private List<Proc> alive() {
        return Grove.alive(folder.toString());
    }

    private void kill(BatonProcess planter) {
        planter.signal("KILL");
        planter.awaitExit();
    }

    @Test
    void noneOfAHundredOutlivesItsBaton() {
        BatonProcess planter =
                planter(Orphans.KILL, 100, "trap '' TERM HUP; (setsid sleep 1000 &) ; sleep 1000 & echo up; wait");
        await().atMost(Duration.ofSeconds(60)).until(() -> alive().size() >= 300);

        kill(planter);

        await().atMost(AT_MOST).until(() -> alive().isEmpty());
        await().until(() -> filesIn(folder).equals(List.of("lock")));
    }

    @Test
    void takesNoTreeForGoneWhileItCanOpenNoMoreFiles() {
        BatonProcess starved = BatonProcess.java(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Starved.class.getName(),
                folder.toString());

        starved.endsWith(0);

        assertThat(starved.out()).contains("gone: false, answered: false, left: 1");
    }

    @Test
    void endsWhatAnEarlierBatonLeftWhoseGuardianWasKilledToo() {
        BatonProcess planter = planter(Orphans.KILL, 3, "(setsid sleep 1000 &) ; sleep 1000");
        // In the middle of execve(2) they can't be told from others.
        await().until(() -> guardians().size() == 1 && alive().size() == 9);
        guardians().forEach(guardian -> PidFd.signal(guardian, ProcessSignal.STOP));
        kill(planter);
        guardians().forEach(guardian -> PidFd.signal(guardian, ProcessSignal.KILL));
        await().until(() -> guardians().isEmpty());
        assertThat(alive()).hasSize(9);

        try (Grove next = Grove.in(folder, Orphans.KILL)) {
            await().until(() -> alive().isEmpty());
            assertThat(next.plant("agent-0", "echo anew").awaitOutput()).isEqualTo("anew\n");
        }
    }

    private List<Proc> guardians() {
        return Proc.all().stream()
                .filter(Proc::isAlive)
                .filter(proc -> {
                    String line = new String(Proc.read("/proc/" + proc.pid() + "/cmdline"), StandardCharsets.UTF_8);
                    return line.contains("baton-guardian") && line.contains(folder.toString());
                })
                .toList();
    }

    @Test
    void adoptsAllWithoutDoublingAnyAndTheirOutputGoesOn() {
        BatonProcess planter = planter(Orphans.ADOPT, 3, TICKING);
        kill(planter);
        List<Integer> leaders = leaders();
        assertThat(leaders).hasSize(3);

        try (Grove next = Grove.in(folder, Orphans.ADOPT)) {
            List<Planted> adopted = Stream.of("agent-0", "agent-1", "agent-2")
                    .map(agent -> next.plant(agent, TICKING))
                    .toList();

            assertThat(adopted).allMatch(planted -> planted.tree().isAdopted());
            assertThat(adopted.stream().map(planted -> (int) planted.tree().pid()))
                    .containsExactlyInAnyOrderElementsOf(leaders);
            assertThat(leaders()).hasSize(3);
            adopted.forEach(planted ->
                    await().until(() -> planted.out().toString().lines().count() > 5));
            adopted.get(0).tree().signal(ProcessSignal.TERM);
            assertThat(adopted.get(0).awaitGone().isKnown()).isFalse();
            assertThat(adopted.get(0).awaitOutput()).matches("(?s)(tick \\d+\n)+");
            assertThat(next.plant("agent-0", "echo anew").awaitOutput()).isEqualTo("anew\n");
        }
        assertThat(alive()).isEmpty();
        assertThat(filesIn(folder)).containsExactly("lock");
    }

    /** The shells; what they run comes and goes. */
    private List<Integer> leaders() {
        return alive().stream()
                .filter(proc -> proc.session() == proc.pid())
                .map(Proc::pid)
                .toList();
    }

    @Test
    void endsTheProcessOfAnAgentThatCannotBeAdoptedAnyMore() {
        BatonProcess planter = planter(Orphans.ADOPT, 1, "sleep 1000");
        kill(planter);

        try (Grove next = Grove.in(folder, Orphans.ADOPT)) {
            Planted mortal = next.plantMortal("agent-0", "sleep 1000");

            assertThat(mortal.tree().isAdopted()).isFalse();
            await().until(() -> leaders().equals(List.of((int) mortal.tree().pid())));
        }
    }

    @Test
    void endsTheProcessOfAnAgentWhoseCommandIsAnotherNow() {
        BatonProcess planter = planter(Orphans.ADOPT, 2, "sleep 1000");
        kill(planter);
        List<Integer> before = leaders();

        try (Grove next = Grove.in(folder, Orphans.ADOPT)) {
            Planted changed = next.plant("agent-0", "sleep 2000");

            assertThat(changed.tree().isAdopted()).isFalse();
            await().until(() -> leaders().size() == 2
                    && leaders().contains((int) changed.tree().pid()));
            await().until(() -> leaders().stream().anyMatch(before::contains));
            // What it had is not left on disk; the other can still be adopted.
            await().until(() -> filesIn(folder).stream()
                            .filter(name -> name.endsWith(".out"))
                            .count()
                    == 2);
            await().until(() -> entries() == 2);
        }
        // The other was never asked for.
        assertThat(alive()).isEmpty();
        assertThat(filesIn(folder)).containsExactly("lock");
    }

    private long entries() throws IOException {
        long entries = 0;
        for (String name : filesIn(folder)) {
            RunFile.Left left = name.endsWith(RunFile.SUFFIX) ? RunFile.read(folder.resolve(name)) : null;
            entries += left == null ? 0 : left.entries().size();
        }
        return entries;
    }

    @Test
    void adoptsAgainWhatWasAdoptedOrNotYet() {
        kill(planter(Orphans.ADOPT, 2, "sleep 1000"));
        List<Integer> before = leaders();
        kill(planter(Orphans.ADOPT, 1, "sleep 1000"));

        try (Grove next = Grove.in(folder, Orphans.ADOPT)) {
            assertThat(Stream.of("agent-0", "agent-1").map(agent ->
                            (int) next.plant(agent, "sleep 1000").tree().pid()))
                    .containsExactlyInAnyOrderElementsOf(before);
        }
    }

    @Test
    void leavesAProcessAloneThatWasGivenTheNumberOfAnother() throws IOException {
        try (Grove others = Grove.in(folder.resolve("others"), Orphans.KILL)) {
            Planted innocent = others.plant("innocent", "sleep 1000");
            Proc proc = Proc.of((int) innocent.tree().pid());
            RunId dead = new RunId(proc.pid(), proc.start() - 1, 1);
            String word = dead + ".1";
            Files.writeString(
                    folder.resolve(dead + RunFile.SUFFIX),
                    "baton 1 " + dead + " " + RunId.boot() + "\n+ " + proc.pid() + " " + (proc.start() - 1) + " " + word
                            + " 0 agent-0\n");

            try (Grove next = Grove.in(folder, Orphans.KILL)) {
                assertThat(next.plant("agent-0", "echo anew").awaitOutput()).isEqualTo("anew\n");
                assertThat(innocent.tree().exited().toCompletableFuture()).isNotDone();
                assertThat(filesIn(folder)).noneMatch(name -> name.startsWith(dead.toString()));
            }
            assertThat(innocent.tree().exited().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void ignoresWhatWasWrittenBeforeTheMachineStartedAnew() throws IOException {
        try (Grove others = Grove.in(folder.resolve("others"), Orphans.KILL)) {
            Planted innocent = others.plant("innocent", "sleep 1000");
            Proc proc = Proc.of((int) innocent.tree().pid());
            RunId before = new RunId(1, 1, 1);
            Files.writeString(
                    folder.resolve(before + RunFile.SUFFIX),
                    "baton 1 " + before + " 00000000-0000-0000-0000-000000000000\n+ " + proc.pid() + " " + proc.start()
                            + " " + before + ".1 0 agent-0\n");

            try (Grove next = Grove.in(folder, Orphans.ADOPT)) {
                assertThat(next.plant("agent-0", "echo anew").tree().isAdopted())
                        .isFalse();
                assertThat(filesIn(folder)).noneMatch(name -> name.startsWith(before.toString()));
            }
            assertThat(innocent.tree().exited().toCompletableFuture()).isNotDone();
        }
    }

    private static List<String> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
