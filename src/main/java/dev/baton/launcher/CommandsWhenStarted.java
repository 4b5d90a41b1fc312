package dev.baton.launcher;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commands of an orchestrator that may not have been started yet; until then they are refused. */
final class CommandsWhenStarted implements Commands {
    private final Supplier<@Nullable Commands> present;

    /** @param present the commands, null until there are some */
    CommandsWhenStarted(Supplier<@Nullable Commands> present) {
        this.present = present;
    }

    @Override
    public <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        return whenStarted(commands -> commands.execute(command, caller));
    }

    @Override
    public Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        return whenStarted(commands -> commands.follow(question, caller, follower));
    }

    @Override
    public Future<Following> follow(Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        return whenStarted(commands -> commands.follow(question, caller, follower));
    }

    private <T> Future<T> whenStarted(Function<Commands, Future<T>> question) {
        Commands commands = present.get();
        return commands == null
                ? Future.failedFuture(CommandFailure.unavailable("Baton is starting: try again in a moment"))
                : question.apply(commands);
    }
}
