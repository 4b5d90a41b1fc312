package dev.baton.control.dispatch;

import dev.baton.command.Caller;
import dev.baton.event.EventSeverity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * That somebody asked for something, and what came of it.
 *
 * @param caller who
 * @param command for what
 * @param names the agents it was about, as they were given; nothing else of its arguments is recorded
 * @param code 0, or what went wrong, after the codes of HTTP
 * @param duration from the question to the answer
 */
public record AuditEntry(Caller caller, String command, List<String> names, int code, Duration duration) {
    private static final int MOST_NAMES = 8;
    private static final int LONGEST_TEXT = 64;
    private static final int NOT_ALLOWED = 403;
    private static final int INTERNAL = 500;
    private static final int UNAVAILABLE = 503;

    /** Copies the list. */
    public AuditEntry {
        names = List.copyOf(names);
    }

    /**
     * How much it matters: more when it was refused, most when Baton itself or another node failed. That something can't be had just
     * now, as while Baton starts or ends, is no failure.
     */
    public EventSeverity severity() {
        if (code == 0 || code == UNAVAILABLE) {
            return EventSeverity.INFO;
        }
        return code < INTERNAL ? EventSeverity.WARN : EventSeverity.ERROR;
    }

    /** {@code success}, {@code refused} or {@code failed}. */
    public String result() {
        if (code == 0) {
            return "success";
        }
        return code == NOT_ALLOWED ? "refused" : "failed";
    }

    /** The data of the event COMMAND_EXECUTED: bounded, and short enough to be remembered whole in most cases. */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("actor", actor());
        data.put("command", command);
        data.put("result", result());
        data.put("code", code);
        data.put("duration_ms", duration.toNanos() / 1e6);
        if (!names.isEmpty()) {
            data.put(
                    "args",
                    names.stream().limit(MOST_NAMES).map(AuditEntry::cut).toList());
        }
        if (names.size() > MOST_NAMES) {
            data.put("more_args", names.size() - MOST_NAMES);
        }
        return data;
    }

    private Map<String, Object> actor() {
        Map<String, Object> actor = new LinkedHashMap<>();
        actor.put("transport", caller.transport());
        actor.put("name", cut(caller.name()));
        if (caller.uid() != null) {
            actor.put("uid", caller.uid());
        }
        if (caller.pid() != null) {
            actor.put("pid", caller.pid());
        }
        if (!caller.via().isEmpty()) {
            actor.put("via", cut(caller.via()));
        }
        return actor;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
