package dev.baton.cli;

import dev.baton.command.Command;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class Logs extends Following {
    private static final int LEVEL_WIDTH = 8;

    private final Set<String> seen = new HashSet<>();

    private final Grammar.Value<List<String>> names = grammar()
            .list(String.class, "1..*", "NAME", "Whose: names, globs such as 'weather-*', groups as group:ingest.");
    private final Grammar.Value<Integer> last =
            grammar().value(Integer.class, "--last", "N", "At most the newest N lines (default: 100); 0 for none.");
    private final Grammar.Value<String> since =
            grammar().text("--since", "D", "Only lines younger than this, such as 10m.");
    private final Grammar.Value<String> grep = grammar().text("--grep", "REGEX", "Only lines in which this is found.");

    private final Grammar.Value<String> node = nodeOption();

    Logs(Surroundings surroundings) {
        super(surroundings, "logs", "Show what agents wrote, oldest first.");
        grammar()
                .examples(
                        "  baton logs collector --last 20",
                        "  baton logs 'weather-*' --follow",
                        "  baton logs collector --since 10m --grep 'time(d )?out'",
                        "  baton logs db api --follow");
    }

    @Override
    Command<?> command() {
        String age = since.get();
        return new Command.Logs(
                names.or(List.of()),
                last.or(Command.Logs.DEFAULT_LAST),
                age == null ? null : TimeOption.read("--since", age),
                grep.get(),
                node.get());
    }

    @Override
    void show(JsonObject data, Screen screen) {
        showPresent(data, screen);
    }

    @Override
    void showPresent(JsonObject data, Screen screen) {
        String incomplete = Rows.text(data, "incomplete");
        if (!incomplete.isEmpty()) {
            screen.line("(There may be more: " + Visible.line(incomplete) + ")");
        }
        showLater(data, screen);
    }

    /** Says whose line it is once there is more than one to tell apart. */
    @Override
    void showLater(JsonObject data, Screen screen) {
        List<JsonObject> lines = Rows.of(data, "lines");
        lines.forEach(line -> seen.add(Rows.text(line, "agent")));
        boolean several = names.or(List.of()).size() > 1 || seen.size() > 1;
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
                + screen.paint(Colour.of(kind), Visible.of(padded))
                + " "
                + (several || !Rows.text(line, "node").isEmpty() ? speaker(line, screen) + " | " : "")
                + Visible.line(Rows.text(line, "text"));
    }

    private static String speaker(JsonObject line, Screen screen) {
        String agent = Rows.text(line, "agent");
        String node = Rows.text(line, "node");
        return screen.paint(Colour.ofName(agent), Visible.of(node.isEmpty() ? agent : node + "/" + agent));
    }
}
