package dev.baton.cluster.forward;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Commands that take as long as a test likes. */
final class HeldCommands implements Commands {
    private final Commands inner;
    private final List<Runnable> held = new ArrayList<>();
    private final AtomicInteger steered = new AtomicInteger();
    private final List<List<String>> looks = new CopyOnWriteArrayList<>();
    private boolean holds;

    HeldCommands(Commands inner) {
        this.inner = inner;
    }

    /** From now on nothing is answered that steers, or is followed. */
    synchronized void hold() {
        holds = true;
    }

    /** Carries out all that was held. */
    void release() {
        List<Runnable> all;
        synchronized (this) {
            holds = false;
            all = List.copyOf(held);
            held.clear();
        }
        all.forEach(Runnable::run);
    }

    /** How often somebody wanted to steer. */
    int steered() {
        return steered.get();
    }

    /** The names of each question for agents. */
    List<List<String>> looks() {
        return looks;
    }

    synchronized int waiting() {
        return held.size();
    }

    @Override
    public <A extends Answer> Future<A> execute(Command<A> command, Caller caller) {
        if (command instanceof Command.Ps ps) {
            looks.add(ps.names());
        }
        if (!(command instanceof Command.Steer)) {
            return inner.execute(command, caller);
        }
        steered.incrementAndGet();
        return later(() -> inner.execute(command, caller));
    }

    private interface Question<T> {
        Future<T> ask();
    }

    private synchronized <T> Future<T> later(Question<T> question) {
        if (!holds) {
            return question.ask();
        }
        Promise<T> promise = Promise.promise();
        held.add(() -> question.ask().onComplete(promise));
        return promise.future();
    }

    @Override
    public Future<Following> follow(
            Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower) {
        return later(() -> inner.follow(question, caller, follower));
    }

    @Override
    public Future<Following> follow(Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower) {
        return later(() -> inner.follow(question, caller, follower));
    }
}
