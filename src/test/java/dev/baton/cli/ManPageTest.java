package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.testing.Programs;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The manual page names every command, option and exit code there is and no other. After a change of the command line:
 * {@code mvn test -Dtest=ManPageTest -Dman.write=true} writes it anew.
 */
class ManPageTest {
    private static CommandLine model() {
        return Typed.nowhere().command().model();
    }

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("man.write")) {
            new ManPage(model()).write();
        }
    }

    @Test
    void tellsOfTheCommandLineAsItIs() throws IOException {
        assertThat(ManPage.written())
                .as("write it anew: mvn test -Dtest=ManPageTest -Dman.write=true")
                .isEqualTo(new ManPage(model()).commands());
    }

    static Stream<CommandLine> commands() {
        return model().getSubcommands().values().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void namesEveryOptionOfACommand(CommandLine command) throws IOException {
        List<String> real = command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Arrays.stream(option.names()))
                .toList();

        List<String> named = new ArrayList<>(ManPage.optionsIn(".SS " + command.getCommandName()));
        List<String> common = new ArrayList<>(ManPage.optionsIn(".SH COMMON OPTIONS"));
        assertThat(named).doesNotContainAnyElementsOf(common);
        common.retainAll(real);
        named.addAll(common);
        assertThat(named).containsExactlyInAnyOrderElementsOf(real);
    }

    @Test
    void namesNoCommandThatThereIsNot() throws IOException {
        List<String> named = Pattern.compile("(?m)^\\.SS (.*)$")
                .matcher(Files.readString(ManPage.FILE))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(named).containsExactlyElementsOf(model().getSubcommands().keySet());
    }

    @Test
    void namesEveryExitCode() throws IOException {
        List<String> codes = Arrays.stream(ExitCodes.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(ManPageTest::valueOf)
                .toList();

        String status = Files.readString(ManPage.FILE)
                .split("\\.SH EXIT STATUS\n", 2)[1]
                .split("\n\\.SH ", 2)[0];
        assertThat(Pattern.compile("(?m)^\\.TP\n(\\d+)$")
                        .matcher(status)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyElementsOf(codes);
    }

    private static String valueOf(java.lang.reflect.Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void optionsOfBatonItselfAreThere() throws IOException {
        String synopsis =
                Files.readString(ManPage.FILE).split("\\.SH SYNOPSIS\n", 2)[1].split("\n\\.SH ", 2)[0];

        assertThat(model().getCommandSpec().options().stream().map(OptionSpec::longestName))
                .allMatch(option -> synopsis.contains(option.replace("-", "\\-")));
    }

    @Test
    void canBeSet(@TempDir Path folder) throws IOException {
        assumeTrue(Programs.isThere("groff", "--version"), "there is no groff here");
        Path page = folder.resolve("baton.1");
        Files.writeString(page, Files.readString(ManPage.FILE).replace("@VERSION@", "1.2.3"));

        List<String> lines = Programs.run("groff", "-man", "-Tutf8", "-k", "-ww", "-P-cbou", page.toString());

        assertThat(lines)
                .noneMatch(line -> line.startsWith("groff:")
                        || line.startsWith("troff:")
                        || line.contains("warning:")
                        || line.contains("error:"))
                .anyMatch(line -> line.contains("Baton 1.2.3"))
                .anyMatch(line -> line.strip().equals("EXIT STATUS"));
    }
}
