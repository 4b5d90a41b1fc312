package dev.baton.cli;

import dev.baton.lifecycle.AgentPattern;
import dev.baton.lifecycle.LifecycleState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The agents somebody waits for, by what is known of them: from a list of all, and from events since. An agent is done with
 * when it has come to the state that is waited for, if only for a moment, or has ended, or its node has gone. In a cluster an
 * agent is waited for on each node that has it.
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

    private final List<AgentPattern> names;
    private final @Nullable LifecycleState wanted;
    private final Map<Spot, Known> agents = new LinkedHashMap<>();
    private Set<String> unreachable = Set.of();
    private boolean isCluster;

    /** For {@code wanted}, or for the end if that is null, of those that {@code names} mean. */
    Awaited(List<String> names, @Nullable LifecycleState wanted) {
        this.names = names.stream().map(AgentPattern::new).toList();
        this.wanted = wanted;
    }

    /**
     * One agent.
     *
     * @param node where; empty outside a cluster
     */
    private record Spot(String agent, String node) {}

    private Spot spot(JsonObject row, String nameField) {
        return new Spot(Rows.text(row, nameField), isCluster ? Rows.text(row, "node") : "");
    }

    /** What is known of one agent. */
    private static final class Known {
        private String state = "";
        private String status = "";
        private String reason = "";
        private boolean reached;
        private boolean gone;

        private boolean hasEnded() {
            return gone
                    || state.equals(LifecycleState.TERMINATED.name())
                    || state.equals(LifecycleState.CRASH_LOOP.name());
        }

        private boolean endedWell() {
            return state.equals(LifecycleState.TERMINATED.name()) && GOOD_ENDINGS.contains(status);
        }
    }

    /** All there is to know of those who are waited for, as of now: an answer to {@code ps}, about them or about all. */
    void know(JsonObject data) {
        isCluster = Nodes.isCluster(data);
        unreachable = Nodes.unreachable(data);
        Set<Spot> found = new HashSet<>();
        for (JsonObject row : Rows.of(data, "agents")) {
            if (!isMeant(row)) {
                continue;
            }
            Spot spot = spot(row, "agent_name");
            found.add(spot);
            Known known = agents.computeIfAbsent(spot, name -> new Known());
            known.gone = false;
            known.status = Rows.text(row, "termination_status");
            known.reason = Rows.text(row, "reason");
            come(known, Rows.text(row, "lifecycle_state"));
        }
        agents.forEach((spot, known) -> known.gone = !found.contains(spot) && (known.gone || !known.hasEnded()));
    }

    private boolean isMeant(JsonObject row) {
        String agent = Rows.text(row, "agent_name");
        String group = Rows.text(row, "group");
        return names.stream().anyMatch(name -> name.means(agent, group.isEmpty() ? null : group));
    }

    /** Something has happened, maybe to one of them. */
    void happened(JsonObject event) {
        Known known = agents.get(spot(event, "agent"));
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

    private String sentence(Spot spot, Known known) {
        String agent = "Agent '" + spot.agent + (spot.node.isEmpty() ? "' " : "' on " + spot.node + " ");
        if (known.reached) {
            return agent + "is " + wanted;
        }
        String because = known.reason.isEmpty() ? "" : ": " + known.reason;
        if (known.gone) {
            return agent + "is not there any more; it was " + known.state + because;
        }
        if (!known.hasEnded()) {
            String heard = unreachable.contains(spot.node) ? ", as far as is known: its node can't be reached" : "";
            return agent + "is still " + known.state + because + heard;
        }
        String ending = known.status.isEmpty() ? known.state : known.status;
        return agent + "has ended in " + ending + because;
    }

    JsonObject toJson() {
        JsonArray rows = new JsonArray();
        agents.forEach((spot, known) -> {
            JsonObject row = new JsonObject()
                    .put("agent_name", spot.agent)
                    .put("lifecycle_state", known.state)
                    .put("termination_status", known.status.isEmpty() ? null : known.status)
                    .put("reason", known.reason)
                    .put("as_wanted", isGood(known));
            rows.add(spot.node.isEmpty() ? row : row.put("node", spot.node));
        });
        return new JsonObject().put("agents", rows);
    }
}
