package dev.baton.control.http;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.EventRow;
import dev.baton.command.Follower;
import dev.baton.command.Following;
import dev.baton.command.LogRow;
import dev.baton.command.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Live events and log lines. Each stream is a question like any other, asked for its caller, and then reads on from a feed that
 * all share: one for the events, and one for each choice of agents whose lines are followed.
 */
final class Streams {
    /** How many clients may be told things live. */
    static final int MOST = 2_000;
    /** How many events or lines a stream begins with at most. */
    static final int LONGEST_PRESENT = 10_000;

    static final long KEEP_ALIVE_SECONDS = 15;

    private static final long PATIENCE_SECONDS = 60;
    private static final long RETRY_MILLIS = 2_000;
    private static final Caller FEED = Caller.overHttp("streams", Role.ADMIN);
    private static final String FORGOTTEN = "they are forgotten";
    private static final String TOO_MANY =
            "a stream begins with " + LONGEST_PRESENT + " events at most: ask /api/events for them";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Vertx vertx;
    private final OnLoop loop;
    private final Commands commands;
    private final LongSupplier nanos;
    private final String started;
    private final Versions versions;
    private final Feed events;
    private final Map<Lines, Feed> lines = new HashMap<>();
    private int count;

    Streams(Vertx vertx, OnLoop loop, Commands commands, LongSupplier nanos, Instant started, Versions versions) {
        this.vertx = vertx;
        this.loop = loop;
        this.commands = commands;
        this.nanos = nanos;
        this.started = TIMESTAMP.format(started);
        this.versions = versions;
        this.events = new Feed(vertx, loop, nanos, this::followEvents, versions::note);
        vertx.setPeriodic(KEEP_ALIVE_SECONDS * 1_000, timer -> tick());
    }

    /** Which lines are followed. */
    private record Lines(List<String> names, @Nullable String grep) {
        private static final Pattern SEVERAL = Pattern.compile("[*?:]");

        boolean isOfOneAgent() {
            return names.size() == 1 && !SEVERAL.matcher(names.get(0)).find();
        }

        Row row(LogRow line) {
            return isOfOneAgent() ? Row.of(line) : Row.ofSeveral(line);
        }
    }

    /** Begins to keep up with the events. */
    Future<Void> start() {
        return events.follow().onSuccess(following -> versions.begin());
    }

    void close() {
        events.close();
        lines.values().forEach(Feed::close);
    }

    // ---------------------------------------------------------------------------------------------- events

    /** Answers with a stream of the events that {@code asked} names. */
    void openEvents(RoutingContext request, Asked asked) {
        requireRoom();
        Caller caller = Admission.caller(request);
        Long resumed = asked.number("Last-Event-ID");
        Long after = resumed == null ? asked.number("after_seq") : resumed;
        int last = resumed == null ? asked.count("last", Command.History.DEFAULT_LAST) : LONGEST_PRESENT;
        Command.History question =
                new Command.History(Math.min(last, LONGEST_PRESENT), asked.text("agent"), asked.text("type"), after);
        count++;
        start().compose(following -> {
                    long at = events.reserve();
                    return present(question, resumed, caller)
                            .onSuccess(present -> beginEvents(request, present, at))
                            .onFailure(failed -> events.giveUp());
                })
                .onFailure(failed -> {
                    count--;
                    request.fail(failed);
                });
    }

    /**
     * What a stream begins with.
     *
     * @param resumed after which number, null if it begins anew
     * @param isNewLife whether that number is of an earlier Baton
     */
    private record Present(Answer.Events answer, @Nullable Long resumed, boolean isNewLife) {}

    /** Who goes on after a number that doesn't exist yet has it from an earlier Baton, and is told everything of this one. */
    private Future<Present> present(Command.History question, @Nullable Long resumed, Caller caller) {
        return loop.of(commands.execute(question, caller)).compose(answer -> {
            if (resumed == null || resumed <= answer.capacity().newestSeq()) {
                return Future.succeededFuture(new Present(answer, resumed, false));
            }
            Command.History all = new Command.History(LONGEST_PRESENT, question.agent(), question.type(), null);
            return loop.of(commands.execute(all, caller)).map(again -> new Present(again, resumed, true));
        });
    }

    private void beginEvents(RoutingContext request, Present present, long at) {
        if (isGone(request)) {
            count--;
            events.giveUp();
            return;
        }
        Answer.Events answer = present.answer();
        long newest = answer.capacity().newestSeq();
        EventStream stream = new EventStream(
                request.request(),
                events,
                new Filter(answer.filters().agent(), answer.filters().type()),
                answer.events().stream().map(Row::of).toList(),
                Map.of("", newest),
                at);
        open(request, stream);
        JsonObject hello = new JsonObject().put("started", started).put("newest_seq", newest);
        request.response()
                .write(Buffer.buffer("retry: " + RETRY_MILLIS + "\n").appendBuffer(EventStream.event("hello", hello)));
        gaps(present).forEach(gap -> request.response().write(gap));
        stream.begin();
    }

    private static List<Buffer> gaps(Present present) {
        List<Buffer> gaps = new ArrayList<>();
        if (present.resumed() == null) {
            return gaps;
        }
        Answer.Capacity capacity = present.answer().capacity();
        long next = present.resumed() + 1;
        if (present.isNewLife()) {
            gaps.add(EventStream.gap(next, null, "Baton was started anew since then, and counts from 1 again"));
            next = 1;
        }
        if (capacity.oldestSeq() > next) {
            gaps.add(EventStream.gap(next, capacity.oldestSeq() - 1, FORGOTTEN));
            next = capacity.oldestSeq();
        }
        List<EventRow> rows = present.answer().events();
        if (rows.size() >= LONGEST_PRESENT && rows.get(0).event().seq() > next) {
            gaps.add(EventStream.gap(next, rows.get(0).event().seq() - 1, TOO_MANY));
        }
        return gaps;
    }

    private Future<Following> followEvents(Consumer<Row> to) {
        return commands.follow(new Command.History(0, null, null, null), FEED, new Follower<Answer.Events, EventRow>() {
            @Override
            public void present(Answer.Events present) {
                // Asked for none: each stream asks for its own.
            }

            @Override
            public void next(EventRow next) {
                to.accept(Row.of(next));
            }
        });
    }

    // ---------------------------------------------------------------------------------------------- lines

    /** Answers with a stream of the lines that {@code question} names. */
    void openLines(RoutingContext request, Command.Logs question, @Nullable Long lastEventId) {
        requireRoom();
        Caller caller = Admission.caller(request);
        Lines which = new Lines(question.names(), question.grep());
        Long resumed = which.isOfOneAgent() ? lastEventId : null;
        Feed feed = lines.computeIfAbsent(
                which, key -> new Feed(vertx, loop, nanos, to -> followLines(key, to), row -> {}));
        Command.Logs present = resumed == null
                ? question
                : new Command.Logs(question.names(), LONGEST_PRESENT, question.since(), question.grep());
        count++;
        // From now on others that end don't close the feed.
        feed.reserve();
        // Asked first: a feed of its own is for those who may see the lines.
        loop.of(commands.execute(new Command.Logs(question.names(), 0, null, question.grep()), caller))
                .compose(allowed -> feed.follow())
                .compose(following -> {
                    long at = feed.rows().head();
                    return loop.of(commands.execute(present, caller))
                            .onSuccess(answer -> beginLines(request, which, feed, answer, resumed, at));
                })
                .onFailure(failed -> {
                    count--;
                    feed.giveUp();
                    closeIdleFeeds();
                    request.fail(failed);
                });
    }

    private void beginLines(
            RoutingContext request, Lines which, Feed feed, Answer.LogLines present, @Nullable Long resumed, long at) {
        if (isGone(request)) {
            count--;
            feed.giveUp();
            closeIdleFeeds();
            return;
        }
        Map<String, Long> told = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (LogRow line : present.lines()) {
            Row row = which.row(line);
            told.merge(row.source(), row.seq(), Math::max);
            if (resumed == null || row.seq() > resumed) {
                rows.add(row);
            }
        }
        EventStream stream = new EventStream(request.request(), feed, Filter.ALL, rows, told, at);
        open(request, stream);
        // The client shall know that it is heard, although there may be nothing to tell.
        request.response().write(EventStream.COMMENT);
        if (resumed != null
                && which.grep() == null
                && !rows.isEmpty()
                && rows.get(0).seq() > resumed + 1) {
            request.response().write(EventStream.gap(resumed + 1, rows.get(0).seq() - 1, FORGOTTEN));
        }
        stream.begin();
    }

    private Future<Following> followLines(Lines which, Consumer<Row> to) {
        Command.Logs question = new Command.Logs(which.names(), 0, null, which.grep());
        return commands.follow(question, FEED, new Follower<Answer.LogLines, LogRow>() {
            @Override
            public void present(Answer.LogLines present) {
                // Asked for none: each stream asks for its own.
            }

            @Override
            public void next(LogRow next) {
                to.accept(which.row(next));
            }
        });
    }

    private void closeIdleFeeds() {
        lines.values().removeIf(feed -> {
            boolean isIdle = feed.isAlone();
            if (isIdle) {
                feed.close();
            }
            return isIdle;
        });
    }

    // ---------------------------------------------------------------------------------------------- both

    private void requireRoom() {
        if (count >= MOST) {
            throw CommandFailure.unavailable(
                    MOST + " clients are told things live already, which is the most there may be; try again later");
        }
    }

    /** Whether the client has gone while its question was answered. */
    private static boolean isGone(RoutingContext request) {
        return request.response().closed() || request.response().ended();
    }

    private void open(RoutingContext request, EventStream stream) {
        request.addEndHandler(ended -> {
            count--;
            stream.close();
            closeIdleFeeds();
        });
        request.response()
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, Headers.NO_STORE)
                // What trickles out is not worth a compressor for each client.
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .putHeader("x-accel-buffering", "no");
    }

    private void tick() {
        long now = nanos.getAsLong();
        events.streams().forEach(stream -> stream.tick(now, PATIENCE_SECONDS));
        lines.values().forEach(feed -> feed.streams().forEach(stream -> stream.tick(now, PATIENCE_SECONDS)));
        closeIdleFeeds();
    }
}
