package dev.baton.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.jspecify.annotations.Nullable;

/** Keeps the lines of agents in a {@link LogBook}, on the thread that logs. */
final class BookAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final LogBook book;
    private final LogLevel threshold;

    BookAppender(LoggerContext context, LogLevel threshold, LogBook book) {
        this.threshold = threshold;
        this.book = book;
        setName("baton-book");
        setContext(context);
    }

    @Override
    protected void append(ILoggingEvent event) {
        LogLevel level = LogLevel.of(event);
        if (level.reaches(threshold)) {
            LoggerNames.agent(event.getLoggerName()).ifPresent(agent -> add(agent, level, event));
        }
    }

    private void add(String agent, LogLevel level, ILoggingEvent event) {
        StringBuilder text = new StringBuilder(Characters.cut(String.valueOf(event.getFormattedMessage())));
        Facts.forEach(
                event, (key, value) -> text.append(' ').append(key).append('=').append(Facts.text(value)));
        book.add(agent, event.getInstant(), level, text.toString());
        @Nullable IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            Trace.lines(thrown).forEach(line -> book.add(agent, event.getInstant(), level, "    " + line));
        }
    }
}
