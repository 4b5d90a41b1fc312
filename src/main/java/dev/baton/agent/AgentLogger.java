package dev.baton.agent;

import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.event.Level;
import org.slf4j.ext.LoggerWrapper;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * An agent's logger: SLF4J's with the two levels that it lacks, SUCCESS (above INFO) and CRITICAL (above ERROR), told
 * by a marker. Safe to use from any thread.
 */
public final class AgentLogger extends LoggerWrapper {
    /** Marks a line of level INFO as SUCCESS. */
    public static final Marker SUCCESS = MarkerFactory.getMarker("SUCCESS");
    /** Marks a line of level ERROR as CRITICAL. */
    public static final Marker CRITICAL = MarkerFactory.getMarker("CRITICAL");

    /** Where the lines of the agent {@code name} go: a logger named {@code agent.NAME}. */
    public static AgentLogger named(String name) {
        return new AgentLogger(org.slf4j.LoggerFactory.getLogger("agent." + name));
    }

    /** Adds the two levels to {@code logger}. */
    public AgentLogger(Logger logger) {
        super(logger, AgentLogger.class.getName());
    }

    /** Logs that something was achieved; {@code format} as in SLF4J, a trailing exception is logged with its trace. */
    public void success(String format, Object... arguments) {
        info(SUCCESS, format, arguments);
    }

    /** As {@link #warn(String, Object...)}. */
    public void warning(String format, Object... arguments) {
        warn(format, arguments);
    }

    /** Logs that something is beyond repair; {@code format} as in SLF4J. */
    public void critical(String format, Object... arguments) {
        error(CRITICAL, format, arguments);
    }

    /** The builder of the logger inside: one of the wrapper's own would press keys and values into the message. */
    @Override
    public LoggingEventBuilder makeLoggingEventBuilder(Level level) {
        return logger.makeLoggingEventBuilder(level);
    }
}
