package dev.baton.logging;

import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.slf4j.ILoggerFactory;

/**
 * Brings the lines of libraries that use {@code java.util.logging} to where all others go, in place of the handlers that
 * would print them on stderr in a format of their own.
 */
final class JavaLogging extends Handler {
    private final Logger root = LogManager.getLogManager().getLogger("");
    private final Formatter words = new SimpleFormatter();
    private final ILoggerFactory target;
    private List<Handler> before = List.of();

    JavaLogging(ILoggerFactory target) {
        this.target = target;
    }

    void install() {
        List<Handler> present = List.of(root.getHandlers());
        present.forEach(root::removeHandler);
        before = present.stream().flatMap(JavaLogging::original).toList();
        root.addHandler(this);
    }

    /** Undoes {@link #install}; whatever others have done since then stays. */
    @Override
    public void close() {
        if (List.of(root.getHandlers()).contains(this)) {
            root.removeHandler(this);
            before.forEach(root::addHandler);
        }
    }

    @Override
    public void publish(LogRecord line) {
        org.slf4j.Logger logger = target.getLogger(line.getLoggerName() == null ? "java" : line.getLoggerName());
        logger.atLevel(level(line.getLevel())).setCause(line.getThrown()).log(() -> words.formatMessage(line));
    }

    @Override
    public void flush() {}

    /** What stood there before any of us did. */
    private static Stream<Handler> original(Handler handler) {
        return handler instanceof JavaLogging earlier ? earlier.before.stream() : Stream.of(handler);
    }

    private static org.slf4j.event.Level level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return org.slf4j.event.Level.ERROR;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return org.slf4j.event.Level.WARN;
        }
        return level.intValue() >= Level.INFO.intValue() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG;
    }
}
