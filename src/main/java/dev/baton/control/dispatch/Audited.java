package dev.baton.control.dispatch;

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
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every command recorded, whatever came of it, and makes a {@link CommandFailure} of whatever else went wrong. What was
 * recorded before an answer came is in the history for whoever asks after that answer.
 */
final class Audited implements Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Audited.class);

    private final Commands inner;
    private final Consumer<AuditEntry> audit;
    private final LongSupplier nanoTime;

    Audited(Commands inner, Consumer<AuditEntry> audit, LongSupplier nanoTime) {
        this.inner = inner;
        this.audit = audit;
        this.nanoTime = nanoTime;
    }

    @Override
    public <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        return recorded(command, caller, () -> inner.execute(command, caller));
    }

    @Override
    public Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        return recorded(question, caller, () -> inner.follow(question, caller, follower));
    }

    @Override
    public Future<Following> follow(Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        return recorded(question, caller, () -> inner.follow(question, caller, follower));
    }

    private <T> Future<T> recorded(Command<?> command, Caller caller, Supplier<Future<T>> question) {
        long asked = nanoTime.getAsLong();
        Future<T> answer = asked(question);
        if (answer.succeeded()) {
            // Most are known at once, and then need no further futures.
            record(command, caller, asked, null);
            return answer;
        }
        return answer.recover(cause -> Future.failedFuture(failure(command, cause)))
                .onComplete(done -> record(command, caller, asked, done.cause()));
    }

    private static <T> Future<T> asked(Supplier<Future<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }

    private static CommandFailure failure(Command<?> command, Throwable cause) {
        if (cause instanceof CommandFailure failure) {
            return failure;
        }
        LOG.atError()
                .setCause(cause)
                .addKeyValue("command", command.name())
                .log("A command failed in a way it should not");
        return CommandFailure.internal(command.name() + " failed within Baton, whose log has more: " + cause);
    }

    private void record(Command<?> command, Caller caller, long asked, @Nullable Throwable cause) {
        Duration duration = Duration.ofNanos(nanoTime.getAsLong() - asked);
        int code = cause instanceof CommandFailure failure ? failure.code() : 0;
        try {
            audit.accept(new AuditEntry(caller, command.name(), names(command), code, duration));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("command", command.name()).log("A command could not be recorded");
        }
    }

    private static List<String> names(Command<?> command) {
        if (command instanceof Command.Steer steer) {
            return steer.names();
        }
        if (command instanceof Command.Ps ps) {
            return ps.names();
        }
        if (command instanceof Command.Logs logs) {
            return logs.names();
        }
        return command instanceof Command.AgentStatus status ? List.of(status.agent()) : List.of();
    }
}
