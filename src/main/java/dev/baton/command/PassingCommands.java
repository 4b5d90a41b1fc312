package dev.baton.command;

import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Commands that are there only for a time; before and after they are refused. Safe to use from any thread. */
public final class PassingCommands implements Commands {
    private final Supplier<? extends @Nullable Commands> present;
    private final Supplier<CommandFailure> refusal;

    /**
     * What {@code present} gives.
     *
     * @param present the commands, null while there are none; asked for each question
     * @param refusal why there are none
     */
    public PassingCommands(Supplier<? extends @Nullable Commands> present, Supplier<CommandFailure> refusal) {
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
