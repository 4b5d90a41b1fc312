package dev.baton.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.baton.agent.AgentLogger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** How much a line matters, least first: SLF4J's levels and the two that agents have besides. */
public enum LogLevel {
    /** Only of interest when looking for a fault. */
    DEBUG,
    /** What happens in the ordinary course. */
    INFO,
    /** Something was achieved; INFO with the marker {@link AgentLogger#SUCCESS}. */
    SUCCESS,
    /** Somebody should look at it some time. */
    WARNING,
    /** Something failed. */
    ERROR,
    /** Something is beyond repair; ERROR with the marker {@link AgentLogger#CRITICAL}. */
    CRITICAL;

    /** The Logback level at which loggers must stand so that no line of this level is lost. */
    Level floor() {
        return switch (this) {
            case DEBUG -> Level.DEBUG;
            case INFO, SUCCESS -> Level.INFO;
            case WARNING -> Level.WARN;
            case ERROR, CRITICAL -> Level.ERROR;
        };
    }

    boolean reaches(LogLevel threshold) {
        return compareTo(threshold) >= 0;
    }

    static LogLevel of(ILoggingEvent event) {
        int level = event.getLevel().toInt();
        if (level >= Level.ERROR_INT) {
            return marked(event, AgentLogger.CRITICAL) ? CRITICAL : ERROR;
        }
        if (level >= Level.WARN_INT) {
            return WARNING;
        }
        if (level >= Level.INFO_INT) {
            return marked(event, AgentLogger.SUCCESS) ? SUCCESS : INFO;
        }
        return DEBUG;
    }

    private static boolean marked(ILoggingEvent event, Marker wanted) {
        @Nullable List<Marker> markers = event.getMarkerList();
        return markers != null && markers.stream().anyMatch(marker -> marker.contains(wanted));
    }
}
