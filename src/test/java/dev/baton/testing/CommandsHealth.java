package dev.baton.testing;

import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.Commands;
import dev.baton.command.Role;
import dev.baton.control.http.Health;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Health by asking for status and agents. */
public final class CommandsHealth implements Health {
    private static final Caller PROBE = Caller.overHttp("health", Role.ADMIN);

    private final Commands commands;

    /** Health of whatever carries out {@code commands}. */
    public CommandsHealth(Commands commands) {
        this.commands = commands;
    }

    @Override
    public Future<Void> respond() {
        return commands.execute(new Command.Status(), PROBE).mapEmpty();
    }

    @Override
    public Future<List<String>> stuck() {
        return commands.execute(new Command.Status(), PROBE).map(Answer.Status::stuck);
    }

    @Override
    public Future<List<String>> notReady() {
        return commands.execute(new Command.Status(), PROBE)
                .compose(status ->
                        commands.execute(new Command.Ps(List.of()), PROBE).map(agents -> reasons(status, agents)));
    }

    private static List<String> reasons(Answer.Status status, Answer.Agents agents) {
        List<String> reasons = new ArrayList<>();
        if (status.shuttingDown()) {
            reasons.add("Baton is shutting down");
        }
        for (AgentRow agent : agents.agents()) {
            if (agent.vital() && !isReady(agent)) {
                reasons.add("the vital agent '" + agent.name() + "' is " + agent.state()
                        + (agent.reason().isEmpty() ? "" : ": " + agent.reason()));
            }
        }
        return reasons;
    }

    private static boolean isReady(AgentRow agent) {
        return switch (agent.state()) {
            case RUNNING, PAUSED -> true;
            case TERMINATED ->
                agent.terminationStatus() != null && agent.terminationStatus().isSuccess();
            default -> false;
        };
    }
}
