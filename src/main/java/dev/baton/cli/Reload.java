package dev.baton.cli;

import dev.baton.command.Command;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class Reload extends Question {
    private final Grammar.Flag dryRun = grammar().flag("Only say what would be done.", "--dry-run");

    private final Grammar.Value<String> node =
            nodeOption("In a cluster, on this node rather than on the one that is asked.");

    Reload(Surroundings surroundings) {
        super(
                surroundings,
                "reload",
                "Read the config again and apply what has changed; a config with errors changes nothing.");
        grammar().examples("  baton reload --dry-run", "  baton reload");
    }

    @Override
    Command<?> command() {
        return new Command.Reload(dryRun.isSet(), node.get());
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
