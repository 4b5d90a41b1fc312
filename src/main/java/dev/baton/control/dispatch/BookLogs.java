package dev.baton.control.dispatch;

import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.logging.LogBook;
import dev.baton.logging.LogFollower;
import dev.baton.logging.LogQuery;
import dev.baton.logging.LogReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The lines of agents that this process keeps, in memory and in files. */
public final class BookLogs implements LogSource {

    private static final int READERS = 2;
    private static final long PATIENCE_SECONDS = 60;

    private final LogReader reader;
    private final Vertx vertx;
    private final WorkerExecutor searchers;
    private final InstantSource clock;

    /** @param clock the wall clock, by which lines are young or old */
    public BookLogs(LogReader reader, Vertx vertx, InstantSource clock) {
        this.reader = reader;
        this.vertx = vertx;
        this.searchers = vertx.createSharedWorkerExecutor("baton-logs", READERS, PATIENCE_SECONDS, TimeUnit.SECONDS);
        this.clock = clock;
    }

    @Override
    public Future<Answer.LogLines> read(Command.Logs question) {
        return query(question, Set.copyOf(question.names()))
                .compose(query -> aside(question, () -> lines(reader.read(query))));
    }

    @Override
    public Future<Following> follow(Command.Logs question, Whose whose, Follower<Answer.LogLines, LogRow> follower) {
        return query(question, Set.of()).compose(query -> {
            LogFollower lines = reader.follower(query, line -> follower.next(row(line)));
            return whose.tell(lines::add)
                    .compose(end ->
                            aside(question, () -> begin(lines, end, follower)).onFailure(failed -> end.run()));
        });
    }

    /** Searching takes time, so it is done on a few threads of its own; who wants no line of the past needs none of them. */
    private <T> Future<T> aside(Command.Logs question, Callable<T> task) {
        return question.last() == 0 ? vertx.executeBlocking(task, false) : searchers.executeBlocking(task, false);
    }

    private static Following begin(LogFollower lines, Runnable end, Follower<Answer.LogLines, LogRow> follower) {
        try {
            lines.begin(present -> follower.present(lines(present)));
        } catch (IllegalStateException tooMany) {
            throw CommandFailure.unavailable(String.valueOf(tooMany.getMessage()));
        }
        return () -> {
            end.run();
            lines.close();
        };
    }

    private Future<LogQuery> query(Command.Logs question, Set<String> agents) {
        @Nullable
        Instant since = question.since() == null ? null : clock.instant().minus(question.since());
        try {
            @Nullable Pattern grep = question.grep() == null ? null : Pattern.compile(question.grep());
            return Future.succeededFuture(new LogQuery(agents, question.last(), since, grep));
        } catch (PatternSyntaxException e) {
            return Future.failedFuture(
                    CommandFailure.malformed("grep is no regular expression: " + e.getDescription()));
        }
    }

    private static Answer.LogLines lines(LogReader.Found found) {
        return new Answer.LogLines(found.lines().stream().map(BookLogs::row).toList(), found.incomplete());
    }

    private static LogRow row(LogBook.Line line) {
        return new LogRow(
                line.agent(),
                line.seq(),
                line.timestamp(),
                line.stream().label(),
                line.level() == null ? "" : line.level().name(),
                line.text());
    }
}
