package dev.baton.cli;

import dev.baton.command.Command;
import io.vertx.core.json.JsonObject;

final class Dependencies extends Question {
    private final Grammar.Value<String> node = nodeOption();

    Dependencies(Surroundings surroundings) {
        super(surroundings, "dependencies", "Show who depends on whom.");
        grammar().examples("  baton dependencies", "  baton dependencies --format json");
    }

    @Override
    Command<?> command() {
        return new Command.Dependencies(node.get());
    }

    @Override
    void show(JsonObject data, Screen screen) {
        JsonObject dependencies = Rows.object(data, "dependencies");
        if (dependencies.isEmpty()) {
            screen.line("No agent depends on another.");
            return;
        }
        screen.line("Agent Dependencies:");
        for (String agent : dependencies.fieldNames()) {
            screen.line("  " + Visible.of(agent + " -> " + String.join(", ", Rows.texts(dependencies, agent))));
        }
    }
}
