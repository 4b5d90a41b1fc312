package dev.baton.control.socket;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.event.Event;
import dev.baton.event.EventCategory;
import dev.baton.event.EventSeverity;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers at once, but for {@code stats}, which a test answers by hand, and {@code reload} and {@code shutdown}, which fail, the
 * one as commands may and the other as they may not.
 */
final class PuppetCommands implements Commands {
    static final Answer.Capacity EMPTY = new Answer.Capacity(0, 10, 0, 0, 0);

    final Queue<Command<?>> asked = new ConcurrentLinkedQueue<>();
    final Queue<Caller> callers = new ConcurrentLinkedQueue<>();
    final Queue<Promise<Answer>> held = new ConcurrentLinkedQueue<>();
    final Queue<Follower<Answer.Events, EventRow>> followers = new ConcurrentLinkedQueue<>();
    final Queue<Follower<Answer.LogLines, LogRow>> logFollowers = new ConcurrentLinkedQueue<>();
    final AtomicInteger closedFollowings = new AtomicInteger();

    @Override
    @SuppressWarnings("unchecked") // each command with its answer
    public <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        asked.add(command);
        callers.add(caller);
        if (command instanceof Command.Stats) {
            Promise<Answer> promise = Promise.promise();
            held.add(promise);
            return (Future<A>) promise.future();
        }
        if (command instanceof Command.Reload) {
            return Future.failedFuture(CommandFailure.wrongState("not now"));
        }
        if (command instanceof Command.Shutdown) {
            throw new IllegalStateException("a defect");
        }
        return (Future<A>) Future.succeededFuture(answer(command));
    }

    private static Answer answer(Command<?> command) {
        if (command instanceof Command.Ps ps) {
            return new Answer.Dependencies(Map.of("names", ps.names()));
        }
        return new Answer.ShuttingDown();
    }

    @Override
    public Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        follower.present(new Answer.Events(List.of(event(1)), question, EMPTY));
        followers.add(follower);
        return Future.succeededFuture(closedFollowings::incrementAndGet);
    }

    @Override
    public Future<Following> follow(Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        if (question.names().contains("nobody")) {
            return Future.failedFuture(CommandFailure.unknownAgent("there is no agent 'nobody'"));
        }
        follower.present(new Answer.LogLines(List.of()));
        logFollowers.add(follower);
        return Future.succeededFuture(closedFollowings::incrementAndGet);
    }

    static EventRow event(long seq) {
        Event event =
                new Event(seq, Instant.EPOCH, EventCategory.AGENT, "ORDER", "a", EventSeverity.INFO, 1, "n", Map.of());
        return new EventRow(event, Map.of());
    }
}
