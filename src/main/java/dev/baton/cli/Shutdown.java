package dev.baton.cli;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;

@Command(
        name = "shutdown",
        description = "Stop all agents in order, then Baton itself. Returns when that has begun.",
        footer = {"  baton shutdown"})
final class Shutdown extends Question {
    Shutdown(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    dev.baton.command.Command<?> command() {
        return new dev.baton.command.Command.Shutdown();
    }

    @Override
    void show(JsonObject data, Screen screen) {
        screen.line("Orchestrator shutdown initiated successfully");
    }
}
