package dev.baton.control.dispatch;

import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.logging.LogBook;
import dev.baton.logging.LogQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The lines of agents that this process keeps in its {@link LogBook}. */
public final class BookLogs implements LogSource {

    private final LogBook book;
    private final Vertx vertx;
    private final InstantSource clock;

    /** @param clock the wall clock, by which lines are young or old */
    public BookLogs(LogBook book, Vertx vertx, InstantSource clock) {
        this.book = book;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Searching takes time, so it is done on a worker. */
    @Override
    public Future<Answer.LogLines> read(Command.Logs question) {
        return query(question).compose(query -> vertx.executeBlocking(() -> lines(book.lines(query)), false));
    }

    @Override
    public Future<Following> follow(Command.Logs question, Follower<Answer.LogLines, LogRow> follower) {
        return query(question).compose(query -> vertx.executeBlocking(() -> follow(query, follower), false));
    }

    private Following follow(LogQuery query, Follower<Answer.LogLines, LogRow> follower) {
        try {
            Runnable stop = book.follow(query, present -> follower.present(lines(present)), line -> {
                follower.next(row(line));
            });
            return stop::run;
        } catch (IllegalStateException tooMany) {
            throw CommandFailure.unavailable(String.valueOf(tooMany.getMessage()));
        }
    }

    private Future<LogQuery> query(Command.Logs question) {
        @Nullable
        Instant since = question.since() == null ? null : clock.instant().minus(question.since());
        try {
            @Nullable Pattern grep = question.grep() == null ? null : Pattern.compile(question.grep());
            return Future.succeededFuture(new LogQuery(Set.copyOf(question.names()), question.last(), since, grep));
        } catch (PatternSyntaxException e) {
            return Future.failedFuture(
                    CommandFailure.malformed("grep is no regular expression: " + e.getDescription()));
        }
    }

    private static Answer.LogLines lines(List<LogBook.Line> lines) {
        return new Answer.LogLines(lines.stream().map(BookLogs::row).toList());
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
