package dev.baton.logging;

import ch.qos.logback.classic.LoggerContext;
import dev.baton.agent.AgentLogger;
import dev.baton.settings.ByteSize;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.MDC;

/** A Logback of its own whose console is remembered; reading it ends the logging, so all lines are there. */
final class Recorder implements AutoCloseable {
    static final LineAppender.Limits ROOMY =
            new LineAppender.Limits(64 << 20, Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final LoggerContext context = newContext();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Logging logging;

    Recorder(LoggerSettings settings) {
        this(settings, false);
    }

    Recorder(LoggerSettings settings, boolean colour) {
        this(settings, colour, false);
    }

    private Recorder(LoggerSettings settings, boolean colour, boolean journal) {
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        logging = Logging.start(settings, context, new Console(out, colour, () -> ZoneOffset.UTC, journal), ROOMY);
    }

    /** A Logback apart from that of the process. */
    static LoggerContext newContext() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(MDC.getMDCAdapter());
        return context;
    }

    static Recorder text(LogLevel level) {
        return new Recorder(settings(level, LogFormat.TEXT));
    }

    static Recorder json(LogLevel level) {
        return new Recorder(settings(level, LogFormat.JSON));
    }

    /** Text for systemd's journal. */
    static Recorder journal(LogLevel level) {
        return new Recorder(settings(level, LogFormat.TEXT), false, true);
    }

    static LoggerSettings settings(LogLevel level, LogFormat format) {
        return new LoggerSettings(level, format, null, ByteSize.parse("10MB"), 5);
    }

    Logger logger(String name) {
        return context.getLogger(name);
    }

    AgentLogger agent(String name) {
        return new AgentLogger(context.getLogger("agent." + name));
    }

    void ending() {
        logging.ending();
    }

    LogBook book() {
        return logging.book();
    }

    String output() {
        close();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return output().lines().toList();
    }

    @Override
    public void close() {
        logging.close();
    }

    /** One line of every level, least first, whose message is the level's name. */
    static void speakOnEveryLevel(AgentLogger logger) {
        logger.debug("DEBUG");
        logger.info("INFO");
        logger.success("SUCCESS");
        logger.warning("WARNING");
        logger.error("ERROR");
        logger.critical("CRITICAL");
    }
}
