package dev.baton.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import dev.baton.agent.AgentLogger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** A {@link LogRecord} as Logback's event. */
final class ToldEvent extends LoggingEvent {
    private final @Nullable IThrowableProxy thrown;

    private ToldEvent(LogRecord record, Logger logger) {
        super(ToldEvent.class.getName(), logger, record.weight(), record.message(), null, null);
        setInstant(Instant.ofEpochSecond(record.seconds(), record.nanos()));
        setThreadName(record.thread());
        setMDCPropertyMap(Map.of());
        record.facts().forEach(fact -> addKeyValuePair(new KeyValuePair(fact.key(), fact.value())));
        Marker marker = marker(record.level());
        if (marker != null) {
            addMarker(marker);
        }
        thrown = record.thrown() == null ? null : new Proxy(record.thrown());
    }

    static void log(LogRecord record) {
        org.slf4j.Logger asked = LoggerFactory.getLogger(record.logger());
        if (asked instanceof Logger logger) {
            if (logger.isEnabledFor(marker(record.level()), record.weight())) {
                logger.callAppenders(new ToldEvent(record, logger));
            }
        } else {
            logPlainly(record, asked);
        }
    }

    /** To whatever an application logs with. */
    private static void logPlainly(LogRecord record, org.slf4j.Logger logger) {
        LoggingEventBuilder line = logger.atLevel(plainLevel(record.level()));
        Marker marker = marker(record.level());
        if (marker != null) {
            line = line.addMarker(marker);
        }
        for (LogRecord.Fact fact : record.facts()) {
            line = line.addKeyValue(fact.key(), fact.value());
        }
        line.log(record.thrown() == null ? record.message() : record.message() + "\n" + inLines(record.thrown()));
    }

    private static String inLines(LogRecord.Thrown thrown) {
        return String.join("\n", Trace.lines(new Proxy(thrown)));
    }

    private static @Nullable Marker marker(LogLevel level) {
        return switch (level) {
            case SUCCESS -> AgentLogger.SUCCESS;
            case CRITICAL -> AgentLogger.CRITICAL;
            default -> null;
        };
    }

    private static Level plainLevel(LogLevel level) {
        return switch (level) {
            case DEBUG -> Level.DEBUG;
            case INFO, SUCCESS -> Level.INFO;
            case WARNING -> Level.WARN;
            case ERROR, CRITICAL -> Level.ERROR;
        };
    }

    @Override
    public @Nullable IThrowableProxy getThrowableProxy() {
        return thrown;
    }

    /** An exception that was thrown elsewhere. */
    private record Proxy(LogRecord.Thrown thrown) implements IThrowableProxy {
        @Override
        public @Nullable String getMessage() {
            return thrown.message();
        }

        @Override
        public String getClassName() {
            return thrown.type();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            List<LogRecord.Frame> frames = thrown.frames();
            StackTraceElementProxy[] proxies = new StackTraceElementProxy[frames.size() + thrown.inCommon()];
            for (int i = 0; i < proxies.length; i++) {
                LogRecord.Frame frame =
                        i < frames.size() ? frames.get(i) : new LogRecord.Frame(null, "(further frames)", "", null, -1);
                proxies[i] = new StackTraceElementProxy(new StackTraceElement(
                        null, frame.module(), null, frame.type(), frame.method(), frame.file(), frame.line()));
            }
            return proxies;
        }

        @Override
        public int getCommonFrames() {
            return thrown.inCommon();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return thrown.cause() == null ? null : new Proxy(thrown.cause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return thrown.suppressed().stream().map(Proxy::new).toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return false;
        }
    }
}
