package dev.baton.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.List;

/**
 * Takes Logback's events to one place: the thread that logs makes the line and puts it in a queue, a thread of its own
 * writes it. An agent that logs faster than lines can be written waits a little; nobody else does, event loops least.
 */
final class LineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final String OWN_LOGGER = "dev.baton.logging.Logging";

    private final LogLevel threshold;
    private final LineFormat format;
    private final LineSink sink;
    private final Limits limits;
    private final LineQueue queue;
    private final Logger own;
    private final Thread writer;

    /**
     * How much may be under way.
     *
     * @param queueBytes how many bytes of lines may wait to be written
     * @param patience how long an agent waits for room before its line is dropped
     * @param lastWords how long closing waits for what is under way
     */
    record Limits(long queueBytes, Duration patience, Duration lastWords) {
        static final Limits DEFAULT = new Limits(4 << 20, Duration.ofMillis(100), Duration.ofSeconds(2));
    }

    LineAppender(
            LoggerContext context, String place, LogLevel threshold, LineFormat format, LineSink sink, Limits limits) {
        this.threshold = threshold;
        this.format = format;
        this.sink = sink;
        this.limits = limits;
        this.own = context.getLogger(OWN_LOGGER);
        this.queue = new LineQueue(
                limits.queueBytes(),
                missing -> format.line(event(
                        Level.WARN,
                        missing + " log lines were dropped here: the " + place + " was too slow to take them.")));
        this.writer = new Thread(this::writeUntilClosed, "baton-log-" + place);
        writer.setDaemon(true);
        setName("baton-" + place);
        setContext(context);
    }

    @Override
    public void start() {
        super.start();
        writer.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        LogLevel level = LogLevel.of(event);
        if (level.reaches(threshold)) {
            queue.offer(format.line(event), level.reaches(LogLevel.WARNING), patience(event));
        }
    }

    /** Writes what is under way, for as long as the limit says; whatever comes later is dropped. */
    @Override
    public void stop() {
        if (!isStarted()) {
            return;
        }
        super.stop();
        queue.close();
        try {
            writer.join(limits.lastWords().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Logs an error of the logging itself here only, without waiting. */
    void say(String message) {
        queue.offer(format.line(event(Level.ERROR, message)), true, Duration.ZERO);
    }

    /** How many lines were dropped because the place was too slow. */
    long dropped() {
        return queue.dropped();
    }

    private void writeUntilClosed() {
        try {
            for (List<byte[]> lines = queue.take(); !lines.isEmpty(); lines = queue.take()) {
                sink.write(lines);
                queue.written(lines);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.close();
            sink.close();
        }
    }

    private Duration patience(ILoggingEvent event) {
        boolean mayWait = LoggerNames.isAgent(event.getLoggerName()) && !Context.isOnEventLoopThread();
        return mayWait ? limits.patience() : Duration.ZERO;
    }

    private ILoggingEvent event(Level level, String message) {
        return new LoggingEvent(LineAppender.class.getName(), own, level, message, null, null);
    }
}
