package dev.baton.launcher;

import dev.baton.event.Event;
import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import dev.baton.logging.LogKeys;
import dev.baton.settings.Durations;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes a line in the log for what happens: one place for all of them, fed by events like any other consumer. */
final class EventLines {
    private static final Logger LOG = LoggerFactory.getLogger("baton");

    private EventLines() {}

    /** Logs {@code event}, if it is worth a line at the level that is set. */
    static void log(Event event) {
        Level level = levelOf(event);
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        LoggingEventBuilder line = LOG.atLevel(level);
        if (event.agent() != null) {
            line = line.addKeyValue(LogKeys.AGENT, event.agent());
        }
        if (event.incarnation() > 1) {
            line = line.addKeyValue(LogKeys.INCARNATION, event.incarnation());
        }
        line.log(sentence(event));
    }

    private static Level levelOf(Event event) {
        return switch (event.severity()) {
            // The agent's own log has told it already, with the trace.
            case ERROR -> event.name().equals(EventNames.AGENT_ERROR) ? Level.DEBUG : Level.ERROR;
            case WARN -> Level.WARN;
            case INFO ->
                switch (event.name()) {
                    case EventNames.ORCHESTRATOR_STARTED,
                            EventNames.SHUTDOWN,
                            EventNames.ALL_AGENTS_TERMINATED,
                            EventNames.AGENT_READY,
                            EventNames.AGENT_HEALTHY,
                            EventNames.AGENT_PAUSED,
                            EventNames.AGENT_RESUMED,
                            EventNames.AGENT_TERMINATED,
                            EventNames.NODE_JOINED,
                            EventNames.NODE_LEFT -> Level.INFO;
                    default -> Level.DEBUG;
                };
        };
    }

    private static String sentence(Event event) {
        Map<String, Object> data = event.data();
        return switch (event.name()) {
            case EventNames.ORCHESTRATOR_STARTED ->
                "Starting " + counted(data.get("agents")) + ", at most " + data.get("max_workers") + " at once";
            case EventNames.SHUTDOWN -> "Shutting down: " + data.get("reason");
            case EventNames.ALL_AGENTS_TERMINATED -> "All agents have ended";
            case EventNames.AGENT_REGISTERED -> "Registered";
            case EventNames.AGENT_QUEUED -> "Queued: " + data.get("reason");
            case EventNames.AGENT_STARTED -> "Starting";
            case EventNames.AGENT_READY -> "Ready";
            case EventNames.AGENT_ERROR -> "Failed in " + data.get("part") + ": " + data.get("error");
            case EventNames.AGENT_TIMEOUT -> "Took too long: " + data.get("reason");
            case EventNames.AGENT_UNHEALTHY -> "Says that it is not well: " + data.get("reason");
            case EventNames.AGENT_HEALTHY -> "Says that it is well again";
            case EventNames.AGENT_PAUSED -> "Paused";
            case EventNames.AGENT_RESUMED -> "Resumed";
            case EventNames.AGENT_BACKOFF ->
                "Trying again in " + seconds(data.get("delay_ms")) + ", " + data.get("restart") + " of "
                        + data.get("of");
            case EventNames.AGENT_CRASH_LOOP -> "Crash loop, staying down: " + data.get("reason");
            case EventNames.AGENT_LOG_STOPPED ->
                "Its lines are not written to " + data.get("path") + " any more: " + data.get("reason");
            case EventNames.AGENT_LOG_RESUMED ->
                data.get("missing") + " of its lines are missing in " + data.get("path");
            case EventNames.COMMAND_EXECUTED -> asked(data);
            case EventNames.COMMAND_SOCKET_REBOUND ->
                "The command socket " + data.get("path") + " was made anew: " + data.get("reason");
            case EventNames.COMMAND_SOCKET_LOST ->
                "The command socket " + data.get("path") + " is gone: " + data.get("reason");
            case EventNames.NODE_JOINED -> "Node " + data.get("member") + " can be reached: " + data.get("reason");
            case EventNames.NODE_LEFT ->
                "Node " + data.get("member") + (event.severity() == EventSeverity.INFO ? " has left: " : " is lost: ")
                        + data.get("reason");
            case EventNames.AGENT_STOPPING -> "Stopping: " + data.get("reason");
            case EventNames.AGENT_STUCK -> "Stuck: " + data.get("reason");
            case EventNames.AGENT_TERMINATED -> ended(data);
            default -> event.name() + ' ' + data;
        };
    }

    private static String asked(Map<String, Object> data) {
        return data.get("actor") + " asked for " + data.get("command")
                + (data.containsKey("args") ? " " + data.get("args") : "") + ": " + data.get("result")
                + (data.containsKey("error") ? ", " + data.get("error") : "");
    }

    private static String seconds(Object millis) {
        return millis instanceof Long delay ? Durations.format(Duration.ofMillis(delay)) : "a while";
    }

    private static String counted(Object agents) {
        return Integer.valueOf(1).equals(agents) ? "1 agent" : agents + " agents";
    }

    private static String ended(Map<String, Object> data) {
        String reason = String.valueOf(data.get("reason"));
        return "Ended in " + data.get("status") + (reason.isEmpty() ? "" : ": " + reason);
    }
}
