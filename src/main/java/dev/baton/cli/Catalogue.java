package dev.baton.cli;

import dev.baton.command.Command;
import io.vertx.core.json.JsonObject;
import java.util.List;

final class Catalogue extends Question {
    Catalogue(Surroundings surroundings) {
        super(surroundings, "commands", "List the commands this Baton knows, and which of them you may give.");
        grammar()
                .examples(
                        "  baton commands",
                        "  baton commands --format json | jq -r '.data.commands[]|select(.allowed).name'");
    }

    @Override
    Command<?> command() {
        return new Command.ListCommands();
    }

    @Override
    void show(JsonObject data, Screen screen) {
        Table table = new Table(List.of(Column.whole("NAME"), Column.whole("ALLOWED"), Column.text("DESCRIPTION")));
        for (JsonObject row : Rows.of(data, "commands")) {
            table.row(List.of(
                    Rows.text(row, "name"), Rows.flag(row, "allowed") ? "yes" : "no", Rows.text(row, "description")));
        }
        table.print(screen);
    }
}
