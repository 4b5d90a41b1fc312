package dev.baton.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParameterException;

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
        return request(List.of(), false);
    }

    /** With {@code first} before what was given by {@code --set}. */
    final Foreground.Request request(List<String> first, boolean watched) {
        List<String> all = new ArrayList<>(first);
        all.addAll(overrides.or(List.of()));
        return new Foreground.Request(files.or(List.of()), all, watched);
    }

    static final class Run extends OnConfig {
        private final Surroundings surroundings;
        private final Grammar.Value<String> http;
        private final Grammar.Value<Integer> nodes;
        private final Grammar.Flag watch;

        Run(Foreground foreground, Surroundings surroundings) {
            super(foreground, "run", "Run the agents of these config files until they end or Ctrl-C.");
            this.surroundings = surroundings;
            http = grammar()
                    .text(
                            "--http",
                            "[HOST:]PORT",
                            "Serve HTTP and the dashboard there, whatever the files say; HOST is 127.0.0.1 if left out.");
            nodes = grammar()
                    .value(
                            Integer.class,
                            "--nodes",
                            "N",
                            "Run them on each of N nodes of a cluster, 1 to 9, all on this machine, to try that; --http then says the port of the first.");
            watch = grammar()
                    .flag("Read the config files again whenever they change, as baton reload does.", "--watch-config");
            grammar()
                    .exitCodes(
                            "0:every agent ended in SUCCESS or WARNING, or a daemon was stopped and nobody is stuck",
                            "1:an agent ended otherwise or is stuck, or Baton could not start",
                            "2:wrong usage or an invalid config; nothing was started")
                    .examples(
                            "  baton run config/demo.yaml",
                            "  baton run base.yaml site.yaml --set orchestrator.maxWorkers=8",
                            "  baton run config/demo.yaml --http 8080",
                            "  baton run --nodes 3 config/cluster-demo.yaml");
        }

        @Override
        public Integer call() {
            String address = http.get();
            Foreground.Request request = request(address == null ? List.of() : settings(address), watch.isSet());
            Integer count = nodes.get();
            return count == null ? foreground().run(request) : foreground().runNodes(request, nodes(count));
        }

        private Foreground.Nodes nodes(int count) {
            Screen screen = new Screen(surroundings);
            try {
                return new Foreground.Nodes(count, name -> screen.paint(Colour.ofName(name), name));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(grammar().spec().commandLine(), String.valueOf(e.getMessage()), e);
            }
        }

        /** The port comes after the last colon, as an IPv6 address has colons too. */
        private static List<String> settings(String address) {
            int colon = address.lastIndexOf(':');
            List<String> settings = new ArrayList<>(List.of("http.enabled=true"));
            if (colon >= 0) {
                settings.add("http.host=" + address.substring(0, colon));
            }
            settings.add("http.port=" + address.substring(colon + 1));
            return settings;
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
