package dev.baton.runtime.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.baton.process.ProcessSignal;
import dev.baton.process.ResourceLimits;
import dev.baton.process.Stdin;
import dev.baton.process.Surroundings;
import dev.baton.settings.ByteSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real processes find around them. */
class SurroundingsTest {
    private static final ResourceLimits NO_LIMITS = ResourceLimits.NONE;
    private final Trees trees = new Trees();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        trees.close();
    }

    @Test
    void isBegunWithoutToolsIfNothingIsAskedFor() throws Exception {
        CommandLine line = CommandLine.of(launch(Surroundings.DEFAULT, "sh", "-c", "x"), Map.of("PATH", "/bin"));

        assertThat(line.file()).isEqualTo(Path.of("/bin/sh"));
        assertThat(line.arguments()).containsExactly("sh", "-c", "x");
        assertThat(line.env()).isEqualTo(Map.of("PATH", "/bin"));
        assertThat(line.folder()).isNull();
    }

    @Test
    void isBegunByOneToolForEachThingThatTakesOne() throws Exception {
        Surroundings all =
                surroundings(Map.of(), true, null, null, "027", 5, new ResourceLimits(64L, null, null, null));

        assertThat(CommandLine.of(launch(all, "sh"), Map.of("PATH", "/bin")).arguments())
                .containsExactly(
                        "/usr/bin/nice",
                        "-n",
                        "5",
                        "/usr/bin/prlimit",
                        "--nofile=64:64",
                        "/usr/bin/sh",
                        "-c",
                        "umask 027 && exec \"$@\"",
                        "sh",
                        "/bin/sh");
    }

    @Test
    void findsTheVariablesOfTheFileUnderItsOwnAndOverBatons() throws Exception {
        Path file = Files.writeString(folder.resolve("a.env"), "A=file\nB=file\nPATH=/bin");
        Surroundings some = new Surroundings(
                Map.of("A", "own"), List.of(file), true, null, null, null, null, NO_LIMITS, Stdin.CLOSED);
        Map<String, String> inherited = Map.of("A", "baton", "C", "baton", "NOTIFY_SOCKET", "/run/x");

        Map<String, String> env = CommandLine.of(new Launch(List.of("sh"), some, Map.of("D", "extra"), "a"), inherited)
                .env();

        assertThat(env).isEqualTo(Map.of("A", "own", "B", "file", "C", "baton", "D", "extra", "PATH", "/bin"));
    }

    @Test
    void inheritsNothingIfItIsNotTo() throws Exception {
        Surroundings alone = surroundings(Map.of("ONLY", "this one"), false, null, null, null, null, NO_LIMITS);

        assertThat(run(alone, "/usr/bin/env")).containsExactly("ONLY=this one");
    }

    @Test
    void beginsInItsFolderAndFindsItsProgramThere() throws Exception {
        Path script = Files.writeString(folder.resolve("here.sh"), "#!/bin/sh\npwd\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        Surroundings there = surroundings(Map.of(), true, folder, null, null, null, NO_LIMITS);

        assertThat(run(there, "./here.sh")).containsExactly(folder.toRealPath().toString());
        assertThat(run(surroundings(Map.of("PATH", "."), true, folder, null, null, null, NO_LIMITS), "here.sh"))
                .containsExactly(folder.toRealPath().toString());
    }

    @Test
    void getsItsUmaskNicenessAndLimits() throws Exception {
        ResourceLimits limits = new ResourceLimits(100L, ByteSize.parse("4GB"), Duration.ofMillis(90_500), 5_000L);
        Surroundings all = surroundings(Map.of(), true, null, null, "027", 3, limits);

        assertThat(run(all, "/bin/sh", "-c", "umask; nice; ulimit -n; cat /proc/self/limits"))
                .startsWith("0027", "3", "100")
                .anyMatch(line -> line.matches("Max open files +100 +100 .*"))
                .anyMatch(line -> line.matches("Max address space +4294967296 +4294967296 .*"))
                .anyMatch(line -> line.matches("Max cpu time +91 +92 .*"))
                .anyMatch(line -> line.matches("Max processes +5000 +5000 .*"));
    }

    @Test
    void keepsItsPidAndSessionWhateverToolsItIsBegunBy() throws Exception {
        Surroundings all =
                surroundings(Map.of(), true, null, null, "027", 3, new ResourceLimits(100L, null, null, null));

        ProcessTree tree = begin(all, "/bin/sh", "-c", "echo $$ $(cut -d' ' -f5,6 /proc/$$/stat)");

        String pid = Long.toString(tree.pid());
        assertThat(lines(tree)).containsExactly(pid + " " + pid + " " + pid);
    }

    @Test
    void runsAsItsUser() throws Exception {
        assumeThat(isRoot()).isTrue();

        assertThat(run(
                        surroundings(Map.of(), true, null, "nobody", null, null, NO_LIMITS),
                        "/bin/sh",
                        "-c",
                        "id -un; id -gn; echo $USER $LOGNAME $HOME"))
                .containsExactly("nobody", "nogroup", "nobody nobody /nonexistent");
        assertThat(run(
                        surroundings(Map.of("HOME", "/tmp"), true, null, "nobody:daemon", null, null, NO_LIMITS),
                        "/bin/sh",
                        "-c",
                        "id -un; id -gn; echo $HOME"))
                .containsExactly("nobody", "daemon", "/tmp");
        assertThat(run(
                        surroundings(Map.of(), true, null, "54321:54322", null, null, NO_LIMITS),
                        "/bin/sh",
                        "-c",
                        "id -u; id -G"))
                .containsExactly("54321", "54322");
    }

    @Test
    void meetsTheEndOfItsInputOrWaits() throws Exception {
        assertThat(run(Surroundings.DEFAULT, "/bin/sh", "-c", "cat; echo $?")).containsExactly("0");

        ProcessTree waiting = begin(
                new Surroundings(Map.of(), List.of(), true, null, null, null, null, NO_LIMITS, Stdin.PIPED),
                "/bin/sh",
                "-c",
                "echo begun; read x; echo $?");
        byte[] begun = waiting.stdout().readNBytes("begun\n".length());
        assertThat(new String(begun, StandardCharsets.UTF_8)).isEqualTo("begun\n");
        assertThat(waiting.exited().toCompletableFuture()).isNotDone();
        waiting.signal(ProcessSignal.KILL);
        assertThat(waiting.gone()
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS)
                        .signal())
                .isEqualTo(9);
    }

    @Test
    void namesItsMembers() throws Exception {
        ProcessTree tree = begin(Surroundings.DEFAULT, "/bin/sh", "-c", "sleep 60 & echo begun; wait");
        tree.stdout().readNBytes("begun\n".length());

        assertThat(tree.members().toCompletableFuture().get(30, TimeUnit.SECONDS))
                .extracting(ProcessTree.Member::name)
                .contains("sh");
        tree.signal(ProcessSignal.KILL);
        tree.gone().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(tree.members().toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isEmpty();
    }

    @Test
    void saysWhyItCanNotBegin() throws Exception {
        Files.writeString(folder.resolve("plain"), "x");

        assertRefused(Surroundings.DEFAULT, "there is no program 'no-such-program' in its PATH", "no-such-program");
        assertRefused(Surroundings.DEFAULT, "there is no file '/no/such/program'", "/no/such/program");
        assertRefused(Surroundings.DEFAULT, "is a folder: name the program in it", folder.toString());
        assertRefused(Surroundings.DEFAULT, "is not executable for Baton's user", folder + "/plain");
        assertRefused(
                surroundings(Map.of(), true, folder.resolve("none"), null, null, null, NO_LIMITS),
                "there is no folder '" + folder.resolve("none") + "'",
                "sh");
        assertRefused(
                surroundings(Map.of(), true, null, "no-such-user", null, null, NO_LIMITS),
                "there is no user 'no-such-user' on this machine",
                "sh");
        assertRefused(
                new Surroundings(
                        Map.of(), List.of(Path.of("none.env")), true, null, null, null, null, NO_LIMITS, Stdin.CLOSED),
                "there is no file 'none.env'",
                "sh");
    }

    private void assertRefused(Surroundings surroundings, String why, String... command) {
        assertThatThrownBy(() -> begin(surroundings, command))
                .hasCauseInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private List<String> run(Surroundings surroundings, String... command) throws Exception {
        return lines(begin(surroundings, command));
    }

    private static List<String> lines(ProcessTree tree) throws Exception {
        String out = new String(tree.stdout().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(tree.stderr().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tree.gone().toCompletableFuture().get(30, TimeUnit.SECONDS).code())
                .as(err)
                .isZero();
        return out.lines().toList();
    }

    private ProcessTree begin(Surroundings surroundings, String... command) throws Exception {
        return trees.begin(launch(surroundings, command)).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Launch launch(Surroundings surroundings, String... command) {
        return new Launch(List.of(command), surroundings, Map.of(), "a");
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static Surroundings surroundings(
            Map<String, String> env,
            boolean inherits,
            @Nullable Path workingDir,
            @Nullable String user,
            @Nullable String umask,
            @Nullable Integer nice,
            ResourceLimits limits) {
        return new Surroundings(env, List.of(), inherits, workingDir, user, umask, nice, limits, Stdin.CLOSED);
    }
}
