package dev.baton.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;

@Command(
        name = "dependencies",
        description = "Show who depends on whom.",
        footer = {"  baton dependencies", "  baton dependencies --format json"})
final class Dependencies extends Question {
    Dependencies(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    dev.baton.command.Command<?> command() {
        return new dev.baton.command.Command.Dependencies();
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
