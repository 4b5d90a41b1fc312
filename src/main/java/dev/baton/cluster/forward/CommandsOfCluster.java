package dev.baton.cluster.forward;

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

/** The commands of a cluster as long as this node is part of it; before and after they are refused. */
final class CommandsOfCluster implements Commands {
    private final Supplier<@Nullable ClusteredCommands> present;
    private final Supplier<CommandFailure> refusal;

    CommandsOfCluster(Supplier<@Nullable ClusteredCommands> present, Supplier<CommandFailure> refusal) {
        this.present = present;
        this.refusal = refusal;
    }

    @Override
    public <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        return asked(commands -> commands.execute(command, caller));
    }

    @Override
    public Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        return asked(commands -> commands.follow(question, caller, follower));
    }

    @Override
    public Future<Following> follow(Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        return asked(commands -> commands.follow(question, caller, follower));
    }

    private <T> Future<T> asked(Function<Commands, Future<T>> question) {
        Commands commands = present.get();
        if (commands == null) {
            return Future.failedFuture(refusal.get());
        }
        try {
            return question.apply(commands);
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }
}
