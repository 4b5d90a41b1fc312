package dev.baton.command;

import io.vertx.core.Future;

/** Carries out what operators ask for, here or elsewhere. Safe to use from any thread. */
public interface Commands {

    /**
     * Carries out {@code command} for {@code caller}.
     *
     * @return completes with the answer, on any thread; fails with a {@link CommandFailure} that says what to do, and with
     *     nothing else
     */
    <A extends Answer> Future<A> execute(Command<A> command, Caller caller);

    /**
     * Shows {@code follower} the events that {@code question} asks for and then every later one of that agent and type,
     * without a gap and without telling one twice.
     *
     * @return completes when the present has been shown; fails with a {@link CommandFailure}
     */
    Future<Following> follow(Command.History question, Caller caller, Follower<Answer.Events, EventRow> follower);

    /**
     * Shows {@code follower} the log lines that {@code question} asks for and then every later one.
     *
     * @return completes when the present has been shown; fails with a {@link CommandFailure}
     */
    Future<Following> follow(Command.Logs question, Caller caller, Follower<Answer.LogLines, LogRow> follower);
}
