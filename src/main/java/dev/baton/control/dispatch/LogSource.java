package dev.baton.control.dispatch;

import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import io.vertx.core.Future;

/** Where the lines are that agents wrote. */
public interface LogSource {
    /** Nowhere. */
    LogSource NONE = new LogSource() {
        @Override
        public Future<Answer.LogLines> read(Command.Logs question) {
            return Future.failedFuture(CommandFailure.unavailable("no log lines are kept here"));
        }

        @Override
        public Future<Following> follow(Command.Logs question, Follower<Answer.LogLines, LogRow> follower) {
            return Future.failedFuture(CommandFailure.unavailable("no log lines are kept here"));
        }
    };

    /** The lines asked for, of agents that there are. */
    Future<Answer.LogLines> read(Command.Logs question);

    /** Shows {@code follower} the lines asked for and every later one. */
    Future<Following> follow(Command.Logs question, Follower<Answer.LogLines, LogRow> follower);
}
