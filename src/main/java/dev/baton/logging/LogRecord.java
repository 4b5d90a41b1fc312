package dev.baton.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a log that was written in another JVM, with all that is told of it there.
 *
 * @param seconds when, since 1970
 * @param nanos and how far into that second
 * @param level of what weight
 * @param logger by which logger
 * @param thread on which thread
 * @param message in words
 * @param facts what it carries besides, in order
 * @param thrown the exception it carries, null if none
 */
public record LogRecord(
        long seconds,
        int nanos,
        LogLevel level,
        String logger,
        String thread,
        String message,
        List<Fact> facts,
        @Nullable Thrown thrown) {
    private static final int MOST_FRAMES = 64;
    private static final int MOST_THROWN = 8;
    private static final int MOST_IN_COMMON = 10_000;

    /** A key and its value: a number or boolean as it is, everything else in words. */
    public record Fact(String key, @Nullable Object value) {}

    /**
     * An exception, without those parts that are too deep inside.
     *
     * @param type its class
     * @param message its own, null if it has none
     * @param frames where it was, innermost first
     * @param inCommon how many frames there would be more, in common with what it caused
     * @param cause what caused it
     * @param suppressed what went wrong besides
     */
    public record Thrown(
            String type,
            @Nullable String message,
            List<Frame> frames,
            int inCommon,
            @Nullable Thrown cause,
            List<Thrown> suppressed) {
        /** A number of frames that can't be is brought into its range. */
        public Thrown {
            inCommon = Math.max(0, Math.min(MOST_IN_COMMON, inCommon));
        }
    }

    /** A place in the code; a negative line is unknown. */
    public record Frame(
            @Nullable String module,
            String type,
            String method,
            @Nullable String file,
            int line) {}

    static LogRecord of(ILoggingEvent event) {
        List<Fact> facts = new ArrayList<>();
        Facts.forEach(event, (key, value) -> facts.add(new Fact(key, plain(value))));
        IThrowableProxy thrown = event.getThrowableProxy();
        Instant at = event.getInstant();
        return new LogRecord(
                at.getEpochSecond(),
                at.getNano(),
                LogLevel.of(event),
                event.getLoggerName(),
                event.getThreadName(),
                Characters.cut(String.valueOf(event.getFormattedMessage())),
                facts,
                thrown == null ? null : thrown(thrown, MOST_THROWN));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        boolean isPlain = value == null
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Double
                || value instanceof Float;
        return isPlain ? value : Facts.text(value);
    }

    private static Thrown thrown(IThrowableProxy proxy, int depth) {
        List<Frame> frames = new ArrayList<>();
        int common = proxy.getCommonFrames();
        int own = proxy.getStackTraceElementProxyArray().length - common;
        for (int i = 0; i < Math.min(own, MOST_FRAMES); i++) {
            StackTraceElement each = proxy.getStackTraceElementProxyArray()[i].getStackTraceElement();
            frames.add(new Frame(
                    each.getModuleName(),
                    each.getClassName(),
                    each.getMethodName(),
                    each.getFileName(),
                    each.getLineNumber()));
        }
        IThrowableProxy cause = proxy.getCause();
        boolean isDeep = depth <= 1 || proxy.isCyclic();
        List<Thrown> suppressed = new ArrayList<>();
        if (!isDeep) {
            for (IThrowableProxy each : proxy.getSuppressed()) {
                if (suppressed.size() < MOST_THROWN) {
                    suppressed.add(thrown(each, depth / 2));
                }
            }
        }
        String message = proxy.getMessage();
        return new Thrown(
                proxy.getClassName(),
                message == null ? null : Characters.cut(message),
                frames,
                common + Math.max(0, own - MOST_FRAMES),
                cause == null || isDeep ? null : thrown(cause, depth - 1),
                suppressed);
    }

    /** Logs it here, as if it had been written here. Safe to use from any thread, which may have to wait as an agent's does. */
    public void tell() {
        ToldEvent.log(this);
    }

    /** The least level that is logged here for the logger called {@code logger}. */
    public static LogLevel thresholdOf(String logger) {
        org.slf4j.Logger asked = org.slf4j.LoggerFactory.getLogger(logger);
        if (asked.isDebugEnabled()) {
            return LogLevel.DEBUG;
        }
        if (asked.isInfoEnabled()) {
            return LogLevel.INFO;
        }
        return asked.isWarnEnabled() ? LogLevel.WARNING : LogLevel.ERROR;
    }

    Level weight() {
        return level.floor();
    }
}
