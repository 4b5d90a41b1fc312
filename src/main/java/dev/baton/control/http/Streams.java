package dev.baton.control.http;

import dev.baton.command.Answer;
import dev.baton.command.Caller;
import dev.baton.command.Command;
import dev.baton.command.CommandFailure;
import dev.baton.command.Commands;
import dev.baton.command.Following;
import dev.baton.command.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Live events and log lines. Each stream is a question like any other, asked for its caller, and then reads on from a feed that
 * all share: one for the events, and one for each choice of agents whose lines are followed.
 */
final class Streams {
    /** How many clients may be told things live. */
    static final int MOST = 2_000;

    static final long KEEP_ALIVE_SECONDS = 15;

    private static final long RETRY_MILLIS = 2_000;
    private static final Caller FEED = Caller.overHttp("streams", Role.ADMIN);
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String UNREACHABLE = "this node couldn't be reached when the stream began";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final OnLoop loop;
    private final Commands commands;
    private final LongSupplier nanos;
    private final String started;
    private final Versions versions;
    private final Feed events;
    private final Map<Lines, Feed> lines = new HashMap<>();
    private int count;

    Streams(Vertx vertx, OnLoop loop, Commands commands, LongSupplier nanos, Instant started, Versions versions) {
        this.loop = loop;
        this.commands = commands;
        this.nanos = nanos;
        this.started = TIMESTAMP.format(started);
        this.versions = versions;
        this.events = new Feed(loop, nanos, this::followEvents, versions::note);
        vertx.setPeriodic(KEEP_ALIVE_SECONDS * 1_000, timer -> tick());
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
        After resumed = asked.after(LAST_EVENT_ID);
        After after = resumed.isNothing() ? asked.after("after_seq") : resumed;
        int last = resumed.isNothing() ? asked.count("last", Command.History.DEFAULT_LAST) : Present.MOST;
        Command.History question = new Command.History(
                Math.min(last, Present.MOST),
                asked.text("agent"),
                asked.text("type"),
                after.seq(),
                after.positions(),
                asked.node());
        count++;
        start().compose(following -> {
                    long at = events.reserve();
                    Map<String, Feed.Newest> known = events.newest();
                    return present(question, resumed, caller)
                            .onSuccess(present -> beginEvents(request, present, at, known))
                            .onFailure(failed -> events.giveUp());
                })
                .onFailure(failed -> {
                    count--;
                    request.fail(failed);
                });
    }

    private Future<Present> present(Command.History question, After resumed, Caller caller) {
        return ask(question, caller).compose(answer -> {
            Present present = Present.of(answer, resumed);
            if (present.anew().isEmpty()) {
                return Future.succeededFuture(present);
            }
            return ask(present.again(question), caller)
                    .map(again -> new Present(again, present.resumed(), present.anew()));
        });
    }

    private void beginEvents(RoutingContext request, Present present, long at, Map<String, Feed.Newest> known) {
        if (isGone(request)) {
            count--;
            events.giveUp();
            return;
        }
        Command.History asked = present.answer().filters();
        Map<String, Long> told = present.told();
        events.know(present.newest());
        List<String> unheard = present.doubtful().stream()
                .filter(node -> !known.containsKey(node))
                .toList();
        EventStream stream = new EventStream(
                request.request(),
                events,
                new Filter(asked.agent(), asked.type(), asked.node()),
                new Beginning(present.rows(), told),
                told,
                at,
                Lives.after(known, present.newest()).withUnknown(unheard));
        present.doubtful().forEach(node -> stream.doubt(node, UNREACHABLE));
        open(request, stream);
        request.response()
                .write(Buffer.buffer("retry: " + RETRY_MILLIS + "\n")
                        .appendBuffer(Frames.event("hello", present.hello(started))));
        present.gaps().forEach(gap -> request.response().write(gap));
        stream.begin();
    }

    private Future<Following> followEvents(Consumer<Row> to) {
        return commands.follow(new Command.History(0, null, null, null), FEED, new EventRows(to));
    }

    // ---------------------------------------------------------------------------------------------- lines

    /** Answers with a stream of the lines that {@code question} names. */
    void openLines(RoutingContext request, Command.Logs question, After lastEventId) {
        requireRoom();
        Caller caller = Admission.caller(request);
        Lines which = new Lines(question.names(), question.grep(), question.node());
        After resumed = which.isOfOneAgent() ? lastEventId : After.NOTHING;
        Feed feed = lines.computeIfAbsent(which, key -> new Feed(loop, nanos, to -> followLines(key, to), row -> {}));
        int most = resumed.isNothing() ? question.last() : Present.MOST;
        Command.Logs present =
                new Command.Logs(question.names(), most, question.since(), question.grep(), question.node());
        count++;
        // From now on others that end don't close the feed.
        feed.reserve();
        // Asked first: a feed of its own is for those who may see the lines.
        ask(which.none(), caller)
                .compose(allowed -> feed.follow())
                .compose(following -> {
                    long at = feed.rows().head();
                    Map<String, Feed.Newest> known = feed.newest();
                    return ask(present, caller).onSuccess(answer -> {
                        List<Row> rows = answer.lines().stream().map(which::row).toList();
                        beginLines(request, which, feed, new PresentLines(rows, resumed), at, known);
                    });
                })
                .onFailure(failed -> {
                    count--;
                    feed.giveUp();
                    closeIdleFeeds();
                    request.fail(failed);
                });
    }

    private void beginLines(
            RoutingContext request,
            Lines which,
            Feed feed,
            PresentLines present,
            long at,
            Map<String, Feed.Newest> known) {
        if (isGone(request)) {
            count--;
            feed.giveUp();
            closeIdleFeeds();
            return;
        }
        Map<String, Long> told = present.told();
        Beginning beginning = new Beginning(present.rows(), told);
        EventStream stream =
                new EventStream(request.request(), feed, Filter.ALL, beginning, told, at, Lives.after(known, Map.of()));
        open(request, stream);
        // The client shall know that it is heard, although there may be nothing to tell.
        request.response().write(Frames.COMMENT);
        if (which.grep() == null) {
            present.gaps().forEach(gap -> request.response().write(gap));
        }
        stream.begin();
    }

    private Future<Following> followLines(Lines which, Consumer<Row> to) {
        return commands.follow(which.none(), FEED, which.rows(to));
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

    /** Whatever goes wrong, what was reserved for the stream has to be given back. */
    private <A extends Answer> Future<A> ask(Command<A> question, Caller caller) {
        try {
            return loop.of(commands.execute(question, caller));
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }

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
        events.streams().forEach(stream -> stream.tick(now));
        lines.values().forEach(feed -> feed.streams().forEach(stream -> stream.tick(now)));
        closeIdleFeeds();
    }
}
