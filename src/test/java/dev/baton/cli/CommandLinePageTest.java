package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.lifecycle.LifecycleState;
import dev.baton.lifecycle.TerminationStatus;
import dev.baton.testing.PlayedBaton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/cli.md} names every command and option there is and no other, and its examples do what they show. */
class CommandLinePageTest {
    private static final Path PAGE = Path.of("docs/cli.md");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    /** Of every command, so they are told once. */
    private static final Set<String> COMMON =
            Set.of("--socket", "--url", "--token-file", "--format", "--node", "--help", "--version");

    /** Sections whose examples are of a cluster. */
    private static final Set<String> CLUSTER = Set.of("### In a cluster", "## baton cluster");

    private static final Pattern LINE_OF_HELP = Pattern.compile("(?:^| |\\(|&& |\\|\\| )baton ([^|&>)]*)");

    @TempDir
    private static Path folder;

    /** The options of the page, by the command whose section names them. */
    private static Map<String, Set<String>> optionsOfPage() throws IOException {
        Map<String, Set<String>> options = new LinkedHashMap<>();
        List<String> commands = List.of();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                commands =
                        line.startsWith("## baton ") ? List.of(line.substring(9).split(", ")) : List.of();
                commands.forEach(command -> options.put(command, new TreeSet<>()));
            }
            Matcher matcher = OPTION.matcher(line);
            while (matcher.find()) {
                for (String command : commands) {
                    options.get(command).add(matcher.group());
                }
            }
        }
        options.values().forEach(named -> named.removeAll(COMMON));
        return options;
    }

    private static Map<String, Set<String>> optionsOfModel() {
        Map<String, Set<String>> options = new LinkedHashMap<>();
        model().getSubcommands().forEach((name, line) -> {
            Set<String> named = new TreeSet<>();
            for (OptionSpec option : line.getCommandSpec().options()) {
                if (!option.hidden() && !COMMON.contains(option.longestName())) {
                    named.add(option.longestName());
                }
            }
            options.put(name, named);
        });
        options.remove("help");
        return options;
    }

    private static CommandLine model() {
        return Typed.nowhere().command().model();
    }

    @Test
    void namesEveryCommandAndOptionThereIs() throws IOException {
        assertThat(optionsOfPage()).containsExactlyInAnyOrderEntriesOf(optionsOfModel());
    }

    @Test
    void showsTheHelpAsItIs() throws IOException {
        Typed typed = Typed.nowhere();
        typed.type("--help");

        assertThat(Files.readString(PAGE)).contains("```text\n" + typed.out().stripTrailing() + "\n```");
    }

    static Stream<Arguments> examples() throws IOException {
        List<Arguments> examples = new ArrayList<>();
        List<String> lines = Files.readAllLines(PAGE);
        boolean isOfCluster = false;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("## ") || lines.get(i).startsWith("### ")) {
                isOfCluster = CLUSTER.contains(lines.get(i));
            }
            if (lines.get(i).startsWith("$ baton ")) {
                int end = i + 1;
                while (!lines.get(end).equals("```") && !lines.get(end).startsWith("$ ")) {
                    end++;
                }
                examples.add(
                        Arguments.of(lines.get(i).substring(8), isOfCluster, List.copyOf(lines.subList(i + 1, end))));
            }
        }
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void showsWhatComesOut(String line, boolean isOfCluster, List<String> expected) {
        Path socket = folder.resolve("b.sock");
        try (PlayedBaton baton = isOfCluster ? cluster(socket) : alone(socket)) {
            Typed typed = Typed.at(socket);
            assertThat(baton.asked()).isEmpty();

            assertThat(typed.type(line.split(" "))).as(typed.err()).isZero();
            assertThat(typed.lines()).isEqualTo(expected);
        }
    }

    private static PlayedBaton alone(Path socket) {
        return PlayedBaton.at(socket)
                .agent("collector", LifecycleState.RUNNING, null, "")
                .agent("db", LifecycleState.RUNNING, null, "")
                .agent("importer", LifecycleState.QUEUED, null, "no free worker slot")
                .agent("mailer", LifecycleState.TERMINATED, TerminationStatus.ERROR, "boom");
    }

    private static PlayedBaton cluster(Path socket) {
        return PlayedBaton.at(socket)
                .inCluster()
                .agent("n1", "collector", LifecycleState.RUNNING, null, "")
                .agent("n2", "collector", LifecycleState.QUEUED, null, "no free worker slot")
                .agent("n2", "importer", LifecycleState.TERMINATED, TerminationStatus.ERROR, "boom")
                .agent("n3", "db", LifecycleState.RUNNING, null, "");
    }

    static Stream<String> examplesOfHelp() {
        return model().getSubcommands().values().stream()
                .flatMap(line -> Stream.of(line.getCommandSpec().usageMessage().footer()))
                .flatMap(footer -> LINE_OF_HELP.matcher(footer).results().map(match -> match.group(1)));
    }

    @ParameterizedTest
    @MethodSource("examplesOfHelp")
    void helpShowsWhatCanBeWritten(String line) {
        String[] arguments = line.replace("'", "").strip().split(" +");

        assertThat(model().parseArgs(arguments).hasSubcommand()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithExamplesAndExitCodes(String command) {
        Typed typed = Typed.nowhere();

        assertThat(typed.type("help", command)).isZero();
        assertThat(typed.out()).startsWith("Usage: baton " + command).contains("Options:", "Examples:");
        assertThat(typed.lines()).allMatch(line -> line.length() <= 80);
    }

    static Stream<String> commands() {
        return Verbs.NAMES.stream();
    }
}
