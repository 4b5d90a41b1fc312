package dev.baton.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code src/dist/man/baton.1}, of which the part about commands is made from the command line as it is, so that none of them is
 * missing.
 */
final class ManPage {
    static final Path FILE = Path.of("src/dist/man/baton.1");

    private static final String BEGIN = ".\\\" What follows is made by ManPageTest: -Dman.write=true\n";
    private static final String END = ".\\\" End of what is made\n";
    private static final Set<String> COMMON =
            Set.of("--socket", "--url", "--token-file", "--format", "--help", "--version");

    private final CommandLine baton;
    private final StringBuilder text = new StringBuilder();

    ManPage(CommandLine baton) {
        this.baton = baton;
    }

    /** What the file must hold between its two marks. */
    String commands() {
        List<CommandLine> commands = baton.getSubcommands().values().stream()
                .filter(line -> !line.getCommandName().equals("help"))
                .toList();
        // Of one that asks a Baton that runs, as most do.
        CommandSpec typical = baton.getSubcommands().get("ps").getCommandSpec();
        Map<String, String> usualCodes = typical.usageMessage().exitCodeList();
        text.append(".SH COMMANDS\n");
        commands.forEach(line -> command(line, usualCodes));
        section("help", "Show everything about a command: its arguments, options, exit codes and examples.");
        text.append(".B baton help\n[COMMAND]\n");
        text.append(".SH COMMON OPTIONS\n");
        typical.options().stream().filter(ManPage::isCommon).forEach(this::argument);
        text.append(".SH EXIT STATUS\nOf commands that don't say otherwise above:\n");
        codes(usualCodes);
        return text.toString();
    }

    private void command(CommandLine line, Map<String, String> usualCodes) {
        CommandSpec spec = line.getCommandSpec();
        section(spec.name(), String.join(" ", spec.usageMessage().description()));
        String synopsis = line.getHelp().synopsis(0).replaceAll("\\s+", " ").strip();
        text.append(".B baton ").append(spec.name()).append('\n');
        text.append(escape(synopsis.substring(
                                synopsis.indexOf(spec.name()) + spec.name().length())
                        .strip()))
                .append('\n');
        spec.positionalParameters().forEach(this::argument);
        spec.options().stream()
                .filter(option -> !option.hidden() && !isCommon(option))
                .forEach(this::argument);
        Map<String, String> codes = spec.usageMessage().exitCodeList();
        if (!codes.isEmpty() && !codes.equals(usualCodes)) {
            text.append(".PP\nExit status:\n");
            codes(codes);
        }
        text.append(".PP\n.EX\n");
        for (String example : spec.usageMessage().footer()) {
            text.append(escape(example)).append('\n');
        }
        text.append(".EE\n");
    }

    private static boolean isCommon(OptionSpec option) {
        return COMMON.contains(option.longestName());
    }

    private void section(String name, String description) {
        text.append(".SS ")
                .append(name)
                .append('\n')
                .append(escape(description))
                .append("\n.PP\n");
    }

    private void codes(Map<String, String> codes) {
        codes.forEach((code, meaning) -> text.append(".TP\n")
                .append(code)
                .append('\n')
                .append(escape(meaning))
                .append('\n'));
    }

    private void argument(ArgSpec argument) {
        String name;
        if (argument instanceof OptionSpec option) {
            String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
            name = String.join(", ", option.names()) + value;
        } else {
            name = ((PositionalParamSpec) argument).paramLabel();
        }
        String description = String.join(" ", argument.description()).replace("%n", " ");
        if (argument.completionCandidates() != null) {
            List<String> candidates = new ArrayList<>();
            argument.completionCandidates().forEach(candidates::add);
            description = description.replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates));
        }
        text.append(".TP\n.B ")
                .append(escape(name))
                .append('\n')
                .append(escape(description))
                .append('\n');
    }

    private static String escape(String words) {
        String escaped = words.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    /** What the file holds there. */
    static String written() throws IOException {
        String page = Files.readString(FILE);
        return page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
    }

    void write() throws IOException {
        String page = Files.readString(FILE);
        Files.writeString(
                FILE,
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                        + commands()
                        + page.substring(page.indexOf(END)));
    }

    /** The options that the file names in the section of this heading, as they are typed. */
    static Set<String> optionsIn(String heading) throws IOException {
        String page = Files.readString(FILE);
        int start = page.indexOf(heading + "\n");
        if (start < 0) {
            return Set.of("no section " + heading);
        }
        String section = page.substring(start + heading.length() + 1);
        section = section.split("(?m)^\\.S[HS] ", 2)[0].replace("\\-", "-");
        return Pattern.compile("(?m)^\\.B (-.*)$")
                .matcher(section)
                .results()
                .flatMap(found -> List.of(found.group(1).replaceAll("=.*", "").split(", ")).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
