package dev.baton.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for a logger that says the same over and over, with a trace each time: its lines have the innermost reason in place of
 * the trace, and each comes once a minute, with how often it was. For any thread.
 */
final class Brief extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int DEEPEST = 20;

    private final Logger logger;
    private final Logger root;
    private final Seldom seldom = new Seldom();

    private Brief(Logger logger, Logger root) {
        this.logger = logger;
        this.root = root;
        setContext(logger.getLoggerContext());
        setName("baton-brief");
    }

    /** Cuts what {@code logger} says short before {@code root} has it; until its context is reset. */
    static void cut(Logger logger, Logger root) {
        Brief brief = new Brief(logger, root);
        brief.start();
        logger.addAppender(brief);
        logger.setAdditive(false);
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown == null) {
            root.callAppenders(event);
            return;
        }
        long now = TimeUnit.MILLISECONDS.toNanos(event.getTimeStamp());
        long count = seldom.count(event.getFormattedMessage(), now);
        if (count > 0) {
            root.callAppenders(inALine(event, thrown, count));
        }
    }

    private ILoggingEvent inALine(ILoggingEvent event, IThrowableProxy thrown, long count) {
        String times = count == 1 ? "" : ", " + count + " times since it was last told";
        String message = event.getFormattedMessage() + ": " + reason(thrown) + times;
        return new LoggingEvent(Brief.class.getName(), logger, event.getLevel(), message, null, null);
    }

    private static String reason(IThrowableProxy thrown) {
        IThrowableProxy last = thrown;
        for (int depth = 0; last.getCause() != null && depth < DEEPEST; depth++) {
            last = last.getCause();
        }
        return last.getMessage() == null ? last.getClassName() : last.getMessage();
    }
}
