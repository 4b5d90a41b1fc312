package dev.baton.cli;

import java.nio.file.Path;
import java.util.List;

/** What {@code run} and {@code validate} have in common. */
abstract class OnConfig implements Grammar.Spoken {
    private final Foreground foreground;

    private final Grammar grammar;
    private final Grammar.Value<List<Path>> files;
    private final Grammar.Value<List<String>> overrides;

    OnConfig(Foreground foreground, String name, String description) {
        this.foreground = foreground;
        grammar = new Grammar(this, name, description);
        files = grammar.list(
                Path.class, "1..*", "FILE", "Config files, YAML or JSON. A later file overrides an earlier one.");
        overrides = grammar.texts(
                "KEY=VALUE",
                "Override one setting, such as --set orchestrator.maxWorkers=8. Can be repeated.",
                "--set");
        grammar.help("-V", "--version");
    }

    @Override
    public final Grammar grammar() {
        return grammar;
    }

    final Foreground foreground() {
        return foreground;
    }

    final Foreground.Request request() {
        return new Foreground.Request(files.or(List.of()), overrides.or(List.of()));
    }

    static final class Run extends OnConfig {
        Run(Foreground foreground) {
            super(foreground, "run", "Run the agents of these config files until they end or Ctrl-C.");
            grammar()
                    .exitCodes(
                            "0:every agent ended in SUCCESS or WARNING, or a daemon was stopped and nobody is stuck",
                            "1:an agent ended otherwise or is stuck, or Baton could not start",
                            "2:wrong usage or an invalid config; nothing was started")
                    .examples(
                            "  baton run config/demo.yaml",
                            "  baton run base.yaml site.yaml --set orchestrator.maxWorkers=8");
        }

        @Override
        public Integer call() {
            return foreground().run(request());
        }
    }

    static final class Validate extends OnConfig {
        Validate(Foreground foreground) {
            super(foreground, "validate", "Say everything that is wrong with these config files, and start nothing.");
            grammar()
                    .exitCodes("0:the config would be accepted", "2:wrong usage or an invalid config")
                    .examples("  baton validate config/demo.yaml");
        }

        @Override
        public Integer call() {
            return foreground().validate(request());
        }
    }
}
