package dev.baton.control.socket;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.protocol.LineSplitter;
import dev.baton.protocol.ReplyLine;
import dev.baton.protocol.Request;
import dev.baton.protocol.RequestLine;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one client asks and is told: one request after the other, each answered before the next is looked at. For the socket's
 * thread.
 */
final class Conversation implements LineSplitter.Lines {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final Commands commands;
    private final Caller caller;
    private final InstantSource clock;
    private final SocketLimits limits;
    private final Executor home;
    private final Outbox outbox;
    private final Runnable proceed;
    private long answers;
    private boolean waiting;
    private boolean ended;
    private @Nullable FollowStream<?, ?> stream;
    private @Nullable Following following;

    /**
     * With one client.
     *
     * @param home runs what belongs to the socket's thread
     * @param outbox takes the answers
     * @param proceed is run at home when an answer has come that was waited for, or there is news to follow
     */
    Conversation(
            Commands commands,
            Caller caller,
            InstantSource clock,
            SocketLimits limits,
            Executor home,
            Outbox outbox,
            Runnable proceed) {
        this.commands = commands;
        this.caller = caller;
        this.clock = clock;
        this.limits = limits;
        this.home = home;
        this.outbox = outbox;
        this.proceed = proceed;
    }

    /** How many lines were answered. */
    long answers() {
        return answers;
    }

    boolean isWaiting() {
        return waiting;
    }

    boolean isFollowing() {
        return stream != null;
    }

    @Override
    public boolean wantsMore() {
        return !waiting && stream == null && !ended && outbox.size() < limits.ahead();
    }

    @Override
    public void line(byte[] bytes, int offset, int length) {
        RequestLine line;
        try {
            line = RequestLine.read(bytes, offset, length);
        } catch (CommandFailure refused) {
            fail("", refused);
            return;
        }
        try {
            begin(line.request());
        } catch (CommandFailure refused) {
            fail(line.requestId(), refused);
        }
    }

    @Override
    public void tooLong() {
        fail("", RequestLine.tooLong());
    }

    /** The client says no more, but hasn't ended its last line. */
    void halfLine() {
        fail("", CommandFailure.malformed("the line has no end: end each request with a line feed"));
    }

    /** Puts what is new for one that follows into the outbox, as far as there is room. */
    void tellNews() {
        FollowStream<?, ?> news = stream;
        while (news != null && outbox.size() < limits.ahead()) {
            byte[] line = news.take();
            if (line == null) {
                return;
            }
            outbox.add(line);
        }
    }

    /** Nobody is there any more. What was begun goes on, but is told no one. */
    void end() {
        ended = true;
        stream = null;
        if (following != null) {
            following.close();
        }
    }

    private void begin(Request request) {
        if (!request.follow()) {
            execute(request.id(), request.command());
        } else if (request.command() instanceof Command.History question) {
            FollowStream<Answer.Events, EventRow> events = stream(eventLines(request.id()));
            follow(request.id(), events, () -> commands.follow(question, caller, events));
        } else if (request.command() instanceof Command.Logs question) {
            FollowStream<Answer.LogLines, LogRow> lines = stream(logLines(request.id()));
            follow(request.id(), lines, () -> commands.follow(question, caller, lines));
        }
    }

    private <A extends Answer> void execute(String id, Command<A> command) {
        waiting = true;
        Future<A> answer = asked(() -> commands.execute(command, caller));
        if (answer.isComplete()) {
            answered(id, answer);
        } else {
            answer.onComplete(done -> home.execute(() -> {
                answered(id, answer);
                proceed.run();
            }));
        }
    }

    private void answered(String id, Future<? extends Answer> answer) {
        waiting = false;
        if (ended) {
            return;
        }
        if (answer.failed()) {
            fail(id, failure(answer.cause()));
            return;
        }
        try {
            say(ReplyLine.success(id, answer.result(), clock.instant()));
        } catch (RuntimeException unwritable) {
            fail(id, failure(unwritable));
        }
    }

    private void follow(String id, FollowStream<?, ?> news, Supplier<Future<Following>> question) {
        waiting = true;
        Future<Following> answer = asked(question);
        answer.onComplete(done -> home.execute(() -> {
            begun(id, news, answer);
            proceed.run();
        }));
    }

    private void begun(String id, FollowStream<?, ?> news, Future<Following> answer) {
        waiting = false;
        if (answer.failed()) {
            if (!ended) {
                fail(id, failure(answer.cause()));
            }
        } else if (ended) {
            answer.result().close();
        } else {
            following = answer.result();
            stream = news;
            answers++;
        }
    }

    private static <T> Future<T> asked(Supplier<Future<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }

    private static CommandFailure failure(Throwable cause) {
        if (cause instanceof CommandFailure failure) {
            return failure;
        }
        LOG.atError().setCause(cause).log("A command failed in a way it should not");
        return CommandFailure.internal("Baton itself failed, its log has more: " + cause);
    }

    private void fail(String id, CommandFailure failure) {
        say(ReplyLine.failure(id, failure, clock.instant()));
    }

    private void say(byte[] line) {
        answers++;
        outbox.add(line);
    }

    private <P extends Answer, N> FollowStream<P, N> stream(FollowStream.Lines<P, N> lines) {
        return new FollowStream<>(lines, limits.rows(), () -> home.execute(proceed));
    }

    private FollowStream.Lines<Answer.Events, EventRow> eventLines(String id) {
        return new FollowStream.Lines<>() {
            @Override
            public byte[] present(Answer.Events present) {
                return ReplyLine.success(id, present, clock.instant());
            }

            @Override
            public byte[] later(List<EventRow> rows, long missed) {
                return ReplyLine.laterEvents(id, rows, missed, clock.instant());
            }
        };
    }

    private FollowStream.Lines<Answer.LogLines, LogRow> logLines(String id) {
        return new FollowStream.Lines<>() {
            @Override
            public byte[] present(Answer.LogLines present) {
                return ReplyLine.success(id, present, clock.instant());
            }

            @Override
            public byte[] later(List<LogRow> rows, long missed) {
                return ReplyLine.laterLines(id, rows, missed, clock.instant());
            }
        };
    }
}
