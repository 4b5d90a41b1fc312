package dev.baton.cli;

import dev.baton.command.Command;
import io.vertx.core.json.JsonObject;

final class Shutdown extends Question {
    Shutdown(Surroundings surroundings) {
        super(surroundings, "shutdown", "Stop all agents in order, then Baton itself. Returns when that has begun.");
        grammar().examples("  baton shutdown");
    }

    @Override
    Command<?> command() {
        return new Command.Shutdown();
    }

    @Override
    void show(JsonObject data, Screen screen) {
        screen.line("Orchestrator shutdown initiated successfully");
    }
}
