package dev.baton.cli;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reload",
        description = "Read the config again and apply what has changed; a config with errors changes nothing.",
        footer = {"  baton reload --dry-run", "  baton reload"})
final class Reload extends Question {
    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    Reload(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    dev.baton.command.Command<?> command() {
        return new dev.baton.command.Command.Reload(dryRun);
    }

    /** Agents that go are stopped first. */
    @Override
    @Nullable
    Duration patience() {
        return null;
    }

    @Override
    void show(JsonObject data, Screen screen) {
        boolean onlySaid = Rows.flag(data, "dry_run");
        Table table = new Table(List.of(Column.whole("ACTION"), Column.whole("AGENT"), Column.text("REASON")));
        for (JsonObject change : Rows.of(data, "changes")) {
            String agent = Rows.text(change, "agent");
            table.row(List.of(
                    Rows.text(change, "action"), agent.isEmpty() ? Spans.NONE : agent, Rows.text(change, "reason")));
        }
        if (table.isEmpty()) {
            screen.line("Nothing has changed.");
        } else {
            screen.line(onlySaid ? "A reload would do this:" : "Reloaded:");
            table.print(screen);
        }
        List<String> later = Rows.texts(data, "needs_restart");
        if (!later.isEmpty()) {
            screen.line("Takes effect only when Baton starts anew: " + Visible.of(String.join(", ", later)));
        }
    }
}
