package dev.baton.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** The command {@code baton} and what follows it. */
public final class BatonCommand {
    private final Verbs verbs;
    private final Surroundings surroundings;

    /** A command line whose {@code run} and {@code validate} are carried out by {@code foreground}. */
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
        Grammar grammar = new Grammar(
                        new Bare(),
                        "baton",
                        "Starts agents in the right order, keeps an eye on them and stops them cleanly.")
                .help("-V", "-v", "--version");
        grammar.spec()
                .usageMessage()
                .synopsisSubcommandLabel("COMMAND")
                .footer(
                        "",
                        "Exit codes: 0 done, 1 failed, 2 wrong usage or invalid config,",
                        "3 nothing answers, 4 no such agent or node, 5 not allowed.",
                        "Try: baton run config/demo.yaml, then: baton ps.",
                        "More on a command: baton help COMMAND.");
        verbs.addTo(grammar.spec(), arguments);
        Screen screen = new Screen(surroundings);
        return Grammar.line(grammar.spec())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(Math.max(screen.columns(), UsageMessageSpec.DEFAULT_USAGE_WIDTH))
                .setColorScheme(CommandLine.Help.defaultColorScheme(screen.hasColours() ? Ansi.ON : Ansi.OFF))
                .setOut(writer(surroundings.out()))
                .setErr(writer(surroundings.err()))
                .setExecutionStrategy(new CarryingOut())
                .setParameterExceptionHandler(new Explaining());
    }

    /** That no command followed. */
    private static final class Bare implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("this is refused before it is called");
        }
    }

    /**
     * No lambda, and so {@link Explaining}: picocli is compiled for a Java so old that the archive of loaded classes can't hold
     * lambdas of its interfaces, nor then what else implements these; and for a single class that isn't in the archive the whole
     * table of contents of the jar is read.
     */
    private static final class CarryingOut implements CommandLine.IExecutionStrategy {
        @Override
        public int execute(CommandLine.ParseResult parsed) {
            boolean bare =
                    !parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested();
            if (bare) {
                throw new ParameterException(parsed.commandSpec().commandLine(), "Missing command, such as: baton ps");
            }
            return new CommandLine.RunLast().execute(parsed);
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** What is wrong, how it is written, and where there is more. */
    private static final class Explaining implements CommandLine.IParameterExceptionHandler {
        @Override
        public int handleParseException(ParameterException e, String[] arguments) {
            CommandLine line = e.getCommandLine();
            PrintWriter err = line.getErr();
            err.println("baton: " + Visible.of(String.valueOf(e.getMessage())));
            CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
            err.print("Usage: " + line.getHelp().synopsis(0));
            err.println("More: baton " + (line.getParent() == null ? "--help" : "help " + line.getCommandName()));
            err.flush();
            return ExitCodes.INVALID;
        }
    }
}
