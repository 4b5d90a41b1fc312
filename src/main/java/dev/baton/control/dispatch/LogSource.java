package dev.baton.control.dispatch;

import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Consumer;

/** Where the lines are that agents wrote. */
public interface LogSource {
    /** Nowhere. */
    LogSource NONE = new LogSource() {
        @Override
        public Future<Answer.LogLines> read(Command.Logs question) {
            return Future.failedFuture(CommandFailure.unavailable("no log lines are kept here"));
        }

        @Override
        public Future<Following> follow(
                Command.Logs question, Whose whose, Follower<Answer.LogLines, LogRow> follower) {
            return Future.failedFuture(CommandFailure.unavailable("no log lines are kept here"));
        }
    };

    /** The lines asked for, of agents that there are. */
    Future<Answer.LogLines> read(Command.Logs question);

    /** Shows {@code follower} the lines asked for and every later one, of the agents that {@code whose} tells of. */
    Future<Following> follow(Command.Logs question, Whose whose, Follower<Answer.LogLines, LogRow> follower);

    /** The agents whose lines are wanted. */
    interface Whose {
        /**
         * Tells {@code names} of those there are, and later, on any thread that must not wait, of such as have come.
         *
         * @return completes when those there are have been told, with what ends it
         */
        Future<Runnable> tell(Consumer<Set<String>> names);
    }
}
