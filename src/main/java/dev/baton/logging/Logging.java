package dev.baton.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.baton.settings.Finding;
import dev.baton.settings.Findings;
import dev.baton.settings.InvalidSettings;
import dev.baton.settings.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * The logging of a Baton process while it runs: started from {@link LoggerSettings}, ended by {@link #close()}, which
 * writes what is still under way.
 *
 * <p>It takes over Logback as a whole and {@code java.util.logging} with it; Vert.x and Netty find SLF4J by themselves. An
 * application that embeds Baton and has its own logging never calls {@link #start}, and nothing is touched.
 *
 * <p><b>The level</b> holds for Baton, agents and whatever else agents bring along; the libraries inside Baton speak from
 * WARNING up only, however low it is.
 *
 * <p><b>Who waits.</b> The console (standard output) and the file each have a queue of 4 MiB and a thread that empties
 * it, so neither holds up the other. When a queue is full, an agent waits for up to 100 ms per line, which slows down an
 * agent that logs without pause; event loops and everybody else never wait. A line that still finds no room is dropped,
 * those below WARNING first, and a line in its place counts what is missing.
 */
public final class Logging implements AutoCloseable {
    private static final List<String> LIBRARIES = List.of(
            "ch.qos.logback",
            "com.fasterxml.jackson",
            "com.hazelcast",
            "com.networknt",
            "com.sun",
            "io.micrometer",
            "io.netty",
            "io.vertx",
            "java",
            "javax",
            "jdk",
            "org.newsclub",
            "oshi",
            "picocli",
            "sun");
    /** They warn of what is as it should be. */
    private static final List<String> ALARMISTS = List.of(
            // A gauge that is asked for again, which vertx-micrometer-metrics does with each connection.
            "io.micrometer.core.instrument.MeterRegistry",
            // That there is no agreement by Hazelcast, which nobody asks for.
            "com.hazelcast.cp.CPSubsystem",
            // Connections that end, with a stack trace each, as they do whenever a node leaves; that is an event.
            "com.hazelcast.internal.server.tcp",
            // A search for other members that is cut short because this one leaves.
            "com.hazelcast.internal.cluster.impl.TcpIpJoiner",
            "com.hazelcast.internal.cluster.impl.DiscoveryJoiner");

    /** They warn of others that leave, and of messages that nobody waits for any more, when all end at once. */
    private static final List<String> ALARMED_BY_THE_END = List.of("com.hazelcast", "io.vertx.core.eventbus.impl");

    /** They say the same with each attempt, with a trace. */
    private static final List<String> REPEATERS = List.of(
            // That another node can't be reached: once a second, in the worst case for as long as both live.
            "io.vertx.core.eventbus.impl.clustered.ClusteredEventBus");

    private static final String FILE_SETTING = "orchestrator.loggerConfig.file";

    private final LoggerContext context;
    private final List<LineAppender> appenders;
    private final BookAppender bookKeeper;
    private final LogBook book;
    private @Nullable JavaLogging javaLogging;

    private Logging(LoggerContext context, LogLevel level, List<LineAppender> appenders) {
        this.context = context;
        this.appenders = appenders;
        this.book = new LogBook();
        this.bookKeeper = new BookAppender(context, level, book);
    }

    /**
     * Logs as {@code settings} say from now on, in place of whatever Logback was told before; may be called again to
     * change that. Call it with {@link LoggerSettings#DEFAULT} before anything else in a process whose settings are yet
     * to be read, since Logback left alone prints everything.
     *
     * @throws InvalidSettings if the file can't be written; then nothing has changed
     * @throws IllegalStateException if the SLF4J of this process is not Logback's
     */
    public static Logging start(LoggerSettings settings) {
        return begin(settings).complete();
    }

    /** As {@link #start}, but leaves what {@code java.util.logging} is told to {@link #complete}. */
    public static Logging begin(LoggerSettings settings) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            return begin(settings, context, Console.ofProcess(), LineAppender.Limits.DEFAULT);
        }
        throw new IllegalStateException("Baton can set up logging with Logback only, but SLF4J is bound to "
                + factory.getClass().getName() + ". Leave logging to the application, or remove that binding.");
    }

    /**
     * Sends what is logged in this process elsewhere, in place of whatever Logback was told before.
     *
     * @param level the least level that is sent
     * @param form makes the bytes of a line; called by any thread
     * @param to takes them, many at a time, in its own time, on one thread; must not throw
     */
    public static Logging relay(LogLevel level, Function<LogRecord, byte[]> form, Consumer<List<byte[]>> to) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        LineSink sink = new LineSink() {
            @Override
            public void write(List<byte[]> lines) {
                to.accept(lines);
            }

            @Override
            public void close() {
                // Whoever takes them knows when there are no more.
            }
        };
        LineAppender relay = new LineAppender(
                context, "relay", level, event -> form.apply(LogRecord.of(event)), sink, LineAppender.Limits.DEFAULT);
        return take(context, level, new Logging(context, level, List.of(relay))).complete();
    }

    /** Takes over {@code java.util.logging}, which takes as long as all the rest: on another thread, where time is short. */
    public Logging complete() {
        if (javaLogging == null) {
            javaLogging = new JavaLogging(context);
            javaLogging.install();
        }
        return this;
    }

    /** Loads ahead what {@link #complete} and the first line are going to need. */
    public static void prepare() {
        var unusedLogger = LogManager.getLogManager().getLogger("");
        var unusedRules = ZoneId.systemDefault().getRules();
    }

    /** Adds what is wrong with {@code settings} beyond their form, without starting or touching anything. */
    public static void check(LoggerSettings settings, Findings findings) {
        @Nullable Path file = settings.file();
        if (file != null) {
            FileTrouble.foreseen(file).ifPresent(why -> findings.error("file", unwritable(file, why)));
        }
    }

    /** The last lines of each agent. */
    public LogBook book() {
        return book;
    }

    /** How many lines were dropped so far because the console or the file was too slow; a line counts for each. */
    public long droppedLines() {
        return appenders.stream().mapToLong(LineAppender::dropped).sum();
    }

    /**
     * This process is about to end, and so may the other nodes of its cluster: from now on libraries warn of nothing that comes of
     * that, but still tell errors.
     */
    public void ending() {
        ALARMED_BY_THE_END.forEach(library -> context.getLogger(library).setLevel(Level.ERROR));
    }

    /**
     * Writes what is under way and ends: the last step of a process. Waits no longer than two seconds for a console that
     * is stuck, and as long for a file. Lines logged later go nowhere. Closing twice does nothing more.
     */
    @Override
    public void close() {
        if (javaLogging != null) {
            javaLogging.close();
        }
        Logger root = root(context);
        root.detachAppender(bookKeeper);
        bookKeeper.stop();
        for (LineAppender appender : appenders) {
            root.detachAppender(appender);
            appender.stop();
        }
    }

    static Logging start(LoggerSettings settings, LoggerContext context, Console console, LineAppender.Limits limits) {
        return begin(settings, context, console, limits).complete();
    }

    private static Logging begin(
            LoggerSettings settings, LoggerContext context, Console console, LineAppender.Limits limits) {
        LogLevel level = settings.level();
        LineAppender onConsole = new LineAppender(
                context,
                "console",
                level,
                onConsole(format(settings, console, console.colour()), console),
                new ConsoleSink(console.out()),
                limits);
        List<LineAppender> appenders = new ArrayList<>();
        @Nullable Path path = settings.file();
        if (path != null) {
            RotatingFile file = open(path, settings, onConsole);
            appenders.add(new LineAppender(context, "file", level, format(settings, console, false), file, limits));
        }
        appenders.add(onConsole);
        return take(context, level, new Logging(context, level, appenders));
    }

    private static Logging take(LoggerContext context, LogLevel level, Logging logging) {
        context.reset();
        for (String library : LIBRARIES) {
            LogLevel quiet = level.reaches(LogLevel.WARNING) ? level : LogLevel.WARNING;
            context.getLogger(library).setLevel(quiet.floor());
        }
        for (String alarmist : ALARMISTS) {
            context.getLogger(alarmist).setLevel(Level.ERROR);
        }
        Logger root = root(context);
        for (String repeater : REPEATERS) {
            Brief.cut(context.getLogger(repeater), root);
        }
        root.setLevel(level.floor());
        for (LineAppender appender : logging.appenders) {
            appender.start();
            root.addAppender(appender);
        }
        logging.bookKeeper.start();
        root.addAppender(logging.bookKeeper);
        return logging;
    }

    private static RotatingFile open(Path path, LoggerSettings settings, LineAppender onConsole) {
        try {
            return RotatingFile.open(path, settings.maxFileBytes(), settings.maxFiles(), onConsole::say);
        } catch (IOException e) {
            String message = unwritable(path, FileTrouble.why(e));
            throw new InvalidSettings(List.of(new Finding(Severity.ERROR, FILE_SETTING, message)));
        }
    }

    private static String unwritable(Path path, String why) {
        return "The log file " + path + " can't be written: " + why
                + ". Name a file in a folder where this user may write, or leave it out.";
    }

    private static LineFormat format(LoggerSettings settings, Console console, boolean colour) {
        return switch (settings.format()) {
            case TEXT -> new TextLines(console.zone(), colour);
            case JSON -> new JsonLines();
        };
    }

    private static LineFormat onConsole(LineFormat format, Console console) {
        return console.journal() ? new JournalLines(format) : format;
    }

    private static Logger root(LoggerContext context) {
        return context.getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
