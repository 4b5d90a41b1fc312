package dev.baton.cluster.view;

import dev.baton.event.EventNames;
import dev.baton.event.EventSeverity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * That this node has seen another one come or go, made for an event.
 *
 * @param member the other node
 * @param joined whether it came
 * @param expected whether it went because it wanted to; true for one that came
 * @param reason why this node thinks so
 * @param age for how long nothing was heard from it
 */
public record NodeNotice(String member, boolean joined, boolean expected, String reason, Duration age) {
    static NodeNotice joined(String member, String reason) {
        return new NodeNotice(member, true, true, reason, Duration.ZERO);
    }

    static NodeNotice left(String member, boolean expected, String reason, Duration age) {
        return new NodeNotice(member, false, expected, reason, age);
    }

    /** The name of the event. */
    public String event() {
        return joined ? EventNames.NODE_JOINED : EventNames.NODE_LEFT;
    }

    /** How much it matters. */
    public EventSeverity severity() {
        return expected ? EventSeverity.INFO : EventSeverity.WARN;
    }

    /** The details of the event; not to be changed. */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("member", member);
        data.put("reason", reason);
        if (!joined) {
            data.put("age_ms", age.toMillis());
        }
        return data;
    }
}
