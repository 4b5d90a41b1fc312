package dev.baton.cli;

import dev.baton.command.Command;
import io.vertx.core.json.JsonObject;

final class Shutdown extends Question {
    private final Grammar.Value<String> node = nodeOption("In a cluster, this node rather than the one that is asked.");

    Shutdown(Surroundings surroundings) {
        super(surroundings, "shutdown", "Stop all agents in order, then Baton itself. Returns when that has begun.");
        grammar().examples("  baton shutdown");
    }

    @Override
    Command<?> command() {
        return new Command.Shutdown(node.get());
    }

    @Override
    void show(JsonObject data, Screen screen) {
        screen.line("Orchestrator shutdown initiated successfully");
    }
}
