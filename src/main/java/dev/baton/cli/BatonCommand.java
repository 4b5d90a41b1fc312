package dev.baton.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command {@code baton} and what follows it. */
@Command(
        name = "baton",
        description = "Starts agents in the right order, keeps an eye on them and stops them cleanly.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BatonCommand.Run.class, BatonCommand.Validate.class, CommandLine.HelpCommand.class},
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or invalid config.",
            "Try: baton run config/demo.yaml"
        })
public final class BatonCommand implements Runnable {
    private final Foreground foreground;

    @Spec
    @SuppressWarnings("NullAway") // set by picocli
    private CommandSpec spec;

    /** A command line whose {@code run} and {@code validate} are carried out by {@code foreground}. */
    @SuppressWarnings("NullAway.Init")
    public BatonCommand(Foreground foreground) {
        this.foreground = foreground;
    }

    /** Carries out {@code arguments} and returns the exit code; what is wrong with them is said on stderr. */
    public int execute(String... arguments) {
        return new CommandLine(this)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .execute(arguments);
    }

    /** Called without a subcommand. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: run or validate.");
    }

    /** What {@code run} and {@code validate} have in common. */
    abstract static class OnConfig {
        @ParentCommand
        @SuppressWarnings("NullAway") // set by picocli
        private BatonCommand parent;

        @Parameters(
                arity = "1..*",
                paramLabel = "FILE",
                description = "Config files, YAML or JSON. A later file overrides an earlier one.")
        private List<Path> files = List.of();

        @Option(
                names = "--set",
                paramLabel = "KEY=VALUE",
                description = "Override one setting, such as --set orchestrator.maxWorkers=8. Can be repeated.")
        private List<String> overrides = List.of();

        final Foreground foreground() {
            return parent.foreground;
        }

        final Foreground.Request request() {
            return new Foreground.Request(files, overrides);
        }
    }

    @Command(
            name = "run",
            description = "Run the agents of these config files until they end or Ctrl-C.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    static final class Run extends OnConfig implements Callable<Integer> {
        @Override
        public Integer call() {
            return foreground().run(request());
        }
    }

    @Command(
            name = "validate",
            description = "Say everything that is wrong with these config files, and start nothing.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    static final class Validate extends OnConfig implements Callable<Integer> {
        @Override
        public Integer call() {
            return foreground().validate(request());
        }
    }
}
