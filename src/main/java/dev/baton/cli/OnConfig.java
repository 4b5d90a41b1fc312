package dev.baton.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code run} and {@code validate} have in common. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        exitCodeListHeading = "%nExit codes:%n")
abstract class OnConfig implements Callable<Integer> {
    private final Foreground foreground;

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

    OnConfig(Foreground foreground) {
        this.foreground = foreground;
    }

    final Foreground foreground() {
        return foreground;
    }

    final Foreground.Request request() {
        return new Foreground.Request(files, overrides);
    }

    @Command(
            name = "run",
            description = "Run the agents of these config files until they end or Ctrl-C.",
            exitCodeList = {
                "0:every agent ended in SUCCESS or WARNING, or a daemon was stopped and nobody is stuck",
                "1:an agent ended otherwise or is stuck, or Baton could not start",
                "2:wrong usage or an invalid config; nothing was started"
            },
            footer = {"  baton run config/demo.yaml", "  baton run base.yaml site.yaml --set orchestrator.maxWorkers=8"
            })
    static final class Run extends OnConfig {
        Run(Foreground foreground) {
            super(foreground);
        }

        @Override
        public Integer call() {
            return foreground().run(request());
        }
    }

    @Command(
            name = "validate",
            description = "Say everything that is wrong with these config files, and start nothing.",
            exitCodeList = {"0:the config would be accepted", "2:wrong usage or an invalid config"},
            footer = {"  baton validate config/demo.yaml"})
    static final class Validate extends OnConfig {
        Validate(Foreground foreground) {
            super(foreground);
        }

        @Override
        public Integer call() {
            return foreground().validate(request());
        }
    }
}
