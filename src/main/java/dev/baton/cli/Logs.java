package dev.baton.cli;

import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = "Show what agents wrote, oldest first.",
        footer = {
            "  baton logs collector --last 20",
            "  baton logs 'weather-*' --follow",
            "  baton logs collector --since 10m --grep 'time(d )?out'"
        })
final class Logs extends Following {
    private static final int LEVEL_WIDTH = 8;

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description = "Whose: names, globs such as 'weather-*', groups as group:ingest.")
    private List<String> names = List.of();

    @Option(
            names = "--last",
            paramLabel = "N",
            description = "At most the newest N lines (default: ${DEFAULT-VALUE}); 0 for none.")
    private int last = dev.baton.command.Command.Logs.DEFAULT_LAST;

    @Option(names = "--since", paramLabel = "D", description = "Only lines younger than this, such as 10m.")
    private @Nullable String since;

    @Option(names = "--grep", paramLabel = "REGEX", description = "Only lines in which this is found.")
    private @Nullable String grep;

    private final Set<String> seen = new HashSet<>();

    Logs(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    dev.baton.command.Command<?> command() {
        return new dev.baton.command.Command.Logs(
                names, last, since == null ? null : TimeOption.read("--since", since), grep);
    }

    @Override
    void show(JsonObject data, Screen screen) {
        showLater(data, screen);
    }

    @Override
    void showPresent(JsonObject data, Screen screen) {
        showLater(data, screen);
    }

    /** Says whose line it is once there is more than one to tell apart. */
    @Override
    void showLater(JsonObject data, Screen screen) {
        List<JsonObject> lines = Rows.of(data, "lines");
        lines.forEach(line -> seen.add(Rows.text(line, "agent")));
        boolean several = names.size() > 1 || seen.size() > 1;
        for (JsonObject line : lines) {
            screen.line(text(line, several, screen));
        }
    }

    private static String text(JsonObject line, boolean several, Screen screen) {
        String level = Rows.text(line, "level");
        String kind = level.isEmpty() ? Rows.text(line, "stream") : level;
        String padded = kind + " ".repeat(Math.max(0, LEVEL_WIDTH - kind.length()));
        return Visible.of(Rows.text(line, "timestamp"))
                + " "
                + screen.paint(Colour.of(level), Visible.of(padded))
                + " "
                + (several ? Visible.of(Rows.text(line, "agent")) + " | " : "")
                + Visible.line(Rows.text(line, "text"));
    }
}
