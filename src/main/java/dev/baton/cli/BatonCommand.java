package dev.baton.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code baton} and what follows it. */
@Command(
        name = "baton",
        description = "Starts agents in the right order, keeps an eye on them and stops them cleanly.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or invalid config, 3 nothing answers,",
            "4 no such agent, 5 not allowed.",
            "Try: baton run config/demo.yaml, then: baton ps. More on a command: baton help COMMAND."
        })
public final class BatonCommand implements Runnable {
    private final Verbs verbs;
    private final Surroundings surroundings;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    @Option(
            names = {"-V", "-v", "--version"},
            versionHelp = true,
            description = "Print version information and exit.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean version;

    @Spec
    @SuppressWarnings("NullAway") // set by picocli
    private CommandSpec spec;

    /** A command line whose {@code run} and {@code validate} are carried out by {@code foreground}. */
    @SuppressWarnings("NullAway.Init")
    public BatonCommand(Foreground foreground, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.verbs = new Verbs(foreground, surroundings);
    }

    /** Carries out {@code arguments} and returns the exit code; what is wrong with them is said on stderr. */
    public int execute(String... arguments) {
        int exitCode = line(arguments).execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        return exitCode;
    }

    /** Everything that can be written, for those who want to look at it. */
    CommandLine model() {
        return line();
    }

    private CommandLine line(String... arguments) {
        CommandLine line = new CommandLine(this);
        verbs.addTo(line, arguments);
        Screen screen = new Screen(surroundings);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(Math.max(screen.columns(), CommandLine.Model.UsageMessageSpec.DEFAULT_USAGE_WIDTH))
                .setColorScheme(CommandLine.Help.defaultColorScheme(screen.hasColours() ? Ansi.ON : Ansi.OFF))
                .setOut(writer(surroundings.out()))
                .setErr(writer(surroundings.err()))
                .setParameterExceptionHandler(BatonCommand::explain);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** What is wrong, how it is written, and where there is more. */
    private static int explain(ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("baton: " + Visible.of(String.valueOf(e.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.print("Usage: " + line.getHelp().synopsis(0));
        String name = line.getCommandName();
        err.println("More: baton " + (line.getParent() == null ? "--help" : "help " + name));
        return ExitCodes.INVALID;
    }

    /** Called without a subcommand. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command, such as: baton ps");
    }
}
