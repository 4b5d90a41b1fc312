package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.baton.cli.ExitCodes;
import dev.baton.testing.BatonFolder;
import dev.baton.testing.BatonProcess;
import dev.baton.testing.NotifySocketOfSystemd;
import dev.baton.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The unit for systemd, held against Baton's real command line and, where there is one, against systemd's own checks. */
@Tag("long")
class UnitFileTest {
    private static final Path UNIT = BatonFolder.checkout().resolve("src/dist/systemd/baton.service");
    private static final Path PAGE = BatonFolder.checkout().resolve("docs/systemd.md");
    private static final String PROGRAM = "/usr/bin/baton";
    private static final String CONFIG = "/etc/baton/baton.yaml";
    private static final String SOCKET = "/run/baton/baton.sock";
    /** Those of the Baton that runs may name what only one process can have. */
    private static final String NO_OPTIONS = "/usr/bin/env BATON_JAVA_OPTS= ";

    /** In tenths, as {@code systemd-analyze security} takes it: 2.0 of 10. */
    private static final String MOST_EXPOSURE = "20";

    @TempDir
    private Path folder;

    private static List<String> all(String key) throws IOException {
        return Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }

    private static String only(String key) throws IOException {
        assertThat(all(key)).as(key).hasSize(1);
        return all(key).get(0);
    }

    private static String[] argumentsOf(String line, String before, String path, String instead) {
        String program = before + PROGRAM + " ";
        assertThat(line).startsWith(program).contains(path);
        return line.substring(program.length()).replace(path, instead).split(" ");
    }

    @Test
    void itsCommandLinesStartAndReloadARealBaton() throws Exception {
        BatonFolder files = new BatonFolder(folder).config("""
                orchestrator: {runMode: DAEMON}
                agents: {a: {command: sleep 1000}}
                """);
        try (NotifySocketOfSystemd systemd = NotifySocketOfSystemd.withAbstractName();
                BatonProcess baton = files.withEnvironment("NOTIFY_SOCKET", systemd.name())
                        .baton(argumentsOf(
                                only("ExecStart"),
                                "",
                                CONFIG,
                                files.path("baton.yaml").toString()))) {
            systemd.await("it is ready", words -> words.startsWith("READY=1"));

            try (BatonProcess reload = files.baton(argumentsOf(
                    only("ExecReload"), NO_OPTIONS, SOCKET, files.socket().toString()))) {
                reload.endsWith(ExitCodes.DONE);
            }
            systemd.await("it reloads", words -> words.startsWith("RELOADING=1"));
            baton.signal("TERM").endsWith(ExitCodes.DONE);
        }
    }

    @Test
    void systemdLearnsThatItIsReadyAndWhatStartingAgainDoesNotHelp() throws Exception {
        assertThat(only("Type")).isEqualTo("notify");
        assertThat(only("RestartPreventExitStatus")).isEqualTo(Integer.toString(ExitCodes.INVALID));
        try (BatonProcess refused =
                new BatonFolder(folder).config("agents: {a: {clas: X}}").run()) {
            refused.endsWith(ExitCodes.INVALID);
        }
    }

    @Test
    void itsFoldersAreThoseOfTheCommandLines() throws Exception {
        assertThat(SOCKET).startsWith("/run/" + only("RuntimeDirectory") + "/");
        assertThat(CONFIG).startsWith("/etc/" + only("ConfigurationDirectory") + "/");
        assertThat(only("WorkingDirectory")).isEqualTo("/var/lib/" + only("StateDirectory"));
    }

    @Test
    void everyLineOfTheSandboxIsExplainedOnThePage() throws Exception {
        String page = Files.readString(PAGE);

        assertThat(Files.readAllLines(UNIT).stream()
                        .filter(line -> line.matches("[A-Z][A-Za-z]+=.*"))
                        .map(line -> line.substring(0, line.indexOf('=')))
                        .distinct())
                .allMatch(key -> page.contains("`" + key + "`") || page.contains("`" + key + "="));
    }

    private Path unit() throws IOException {
        Path program = folder.resolve("baton");
        Files.createFile(program);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return Files.writeString(
                folder.resolve("baton.service"), Files.readString(UNIT).replace(PROGRAM, program.toString()));
    }

    private static void verify(Path unit) {
        assumeThat(Programs.isThere("systemd-analyze", "--version")).isTrue();
        assertThat(Programs.run("systemd-analyze", "verify", "--man=no", unit.toString()))
                .noneMatch(line -> line.contains("baton"));
    }

    @Test
    void systemdFindsNothingWrongWithIt() throws Exception {
        verify(unit());
    }

    @Test
    void isExposedLittle() throws Exception {
        assumeThat(Programs.isThere("systemd-analyze", "security", "--offline=yes", "--help"))
                .isTrue();
        Programs.run("systemd-analyze", "security", "--offline=yes", "--threshold=" + MOST_EXPOSURE, unit().toString());
    }

    static Stream<String> dropIns() throws IOException {
        return Stream.of(Files.readString(PAGE).split("```"))
                .filter(block -> block.startsWith("ini\n"))
                .map(block -> block.substring("ini\n".length()));
    }

    @ParameterizedTest
    @MethodSource("dropIns")
    void systemdFindsNothingWrongWithTheDropInsOfThePage(String dropIn) throws Exception {
        Path unit = unit();
        Path more = Files.createDirectory(folder.resolve("baton.service.d"));
        Files.writeString(
                more.resolve("more.conf"),
                dropIn.replace(PROGRAM, folder.resolve("baton").toString()));

        verify(unit);
    }
}
