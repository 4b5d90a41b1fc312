package dev.baton.cli;

import dev.baton.lifecycle.LifecycleState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agents somebody waits for, by what is known of them: from a list of all, and from events since. An agent is done with
 * when it has come to the state that is waited for, if only for a moment, or has ended.
 */
final class Awaited {
    private static final Map<String, LifecycleState> STATES = Map.of(
            "AGENT_QUEUED", LifecycleState.QUEUED,
            "AGENT_STARTED", LifecycleState.STARTING,
            "AGENT_READY", LifecycleState.RUNNING,
            "AGENT_RESUMED", LifecycleState.RUNNING,
            "AGENT_PAUSED", LifecycleState.PAUSED,
            "AGENT_BACKOFF", LifecycleState.BACKOFF,
            "AGENT_CRASH_LOOP", LifecycleState.CRASH_LOOP,
            "AGENT_STOPPING", LifecycleState.STOPPING,
            "AGENT_STUCK", LifecycleState.STUCK,
            "AGENT_TERMINATED", LifecycleState.TERMINATED);
    private static final List<String> GOOD_ENDINGS = List.of("SUCCESS", "WARNING");

    private final @Nullable LifecycleState wanted;
    private final Map<String, Known> agents = new LinkedHashMap<>();

    /** For {@code wanted}, or for the end if that is null. */
    Awaited(@Nullable LifecycleState wanted) {
        this.wanted = wanted;
    }

    /** What is known of one agent. */
    private static final class Known {
        private String state = "";
        private String status = "";
        private String reason = "";
        private boolean reached;

        private boolean hasEnded() {
            return state.equals(LifecycleState.TERMINATED.name()) || state.equals(LifecycleState.CRASH_LOOP.name());
        }

        private boolean endedWell() {
            return state.equals(LifecycleState.TERMINATED.name()) && GOOD_ENDINGS.contains(status);
        }
    }

    /** All there is to know of those who are waited for, as of now. */
    void know(List<JsonObject> rows) {
        for (JsonObject row : rows) {
            Known known = agents.computeIfAbsent(Rows.text(row, "agent_name"), name -> new Known());
            known.status = Rows.text(row, "termination_status");
            known.reason = Rows.text(row, "reason");
            come(known, Rows.text(row, "lifecycle_state"));
        }
    }

    /** Something has happened, maybe to one of them. */
    void happened(JsonObject event) {
        Known known = agents.get(Rows.text(event, "agent"));
        LifecycleState state = STATES.get(Rows.text(event, "event_name"));
        if (known == null || state == null) {
            return;
        }
        if (state.hasEnded()) {
            JsonObject data = Rows.object(event, "data");
            known.status = Rows.text(data, "status");
            known.reason = Rows.text(data, "reason");
        }
        come(known, state.name());
    }

    private void come(Known known, String state) {
        known.state = state;
        known.reached |= wanted != null && state.equals(wanted.name());
    }

    /** Whether nobody is waited for, as far as is known. */
    boolean isEmpty() {
        return agents.isEmpty();
    }

    /** Whether nothing is left to wait for. */
    boolean isOver() {
        return agents.values().stream().allMatch(known -> known.reached || known.hasEnded());
    }

    /** Whether all came to what they should come to. */
    boolean isGood() {
        return agents.values().stream().allMatch(this::isGood);
    }

    private boolean isGood(Known known) {
        return wanted == null ? known.endedWell() : known.reached;
    }

    /** What became of each, in a sentence, for those who did well or for the others. */
    List<String> sentences(boolean good) {
        return agents.entrySet().stream()
                .filter(each -> isGood(each.getValue()) == good)
                .map(each -> sentence(each.getKey(), each.getValue()))
                .toList();
    }

    private String sentence(String name, Known known) {
        String agent = "Agent '" + name + "' ";
        if (known.reached) {
            return agent + "is " + wanted;
        }
        String because = known.reason.isEmpty() ? "" : ": " + known.reason;
        if (!known.hasEnded()) {
            return agent + "is still " + known.state + because;
        }
        String ending = known.status.isEmpty() ? known.state : known.status;
        return agent + "has ended in " + ending + because;
    }

    JsonObject toJson() {
        JsonArray rows = new JsonArray();
        agents.forEach((name, known) -> rows.add(new JsonObject()
                .put("agent_name", name)
                .put("lifecycle_state", known.state)
                .put("termination_status", known.status.isEmpty() ? null : known.status)
                .put("reason", known.reason)
                .put("as_wanted", isGood(known))));
        return new JsonObject().put("agents", rows);
    }
}
