package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.runtime.Body;
import dev.baton.runtime.Gates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the orchestrator knows of one agent. Touched by its event loop only. */
final class AgentRecord {
    private final AgentSpec spec;
    private final Gates gates;
    private final StateEvents stateEvents = new StateEvents();
    private List<Dependent> dependents = List.of();
    private Map<AgentRecord, Condition> dependencies = Map.of();
    private Map<AgentRecord, Condition> unmet = Map.of();
    private LifecycleState state = LifecycleState.REGISTERED;
    private String reason = "";
    private long incarnation;
    private long startedAt;
    private @Nullable Body body;
    private @Nullable Ending ending;
    private @Nullable Ending verdict;
    private @Nullable StopWindow stopWindow;

    AgentRecord(AgentSpec spec, Gates gates) {
        this.spec = spec;
        this.gates = gates;
    }

    /** One who depends on this agent. */
    record Dependent(AgentRecord agent, Condition condition) {}

    void dependOn(AgentRecord dependency, Condition condition) {
        if (dependencies.isEmpty()) {
            dependencies = new LinkedHashMap<>();
        }
        dependencies.put(dependency, condition);
        if (dependency.dependents.isEmpty()) {
            dependency.dependents = new ArrayList<>();
        }
        dependency.dependents.add(new Dependent(this, condition));
    }

    /** The one way from state to state. */
    void moveTo(LifecycleState next, String why) {
        if (!state.canMoveTo(next)) {
            throw new IllegalStateException(
                    "agent '" + name() + "' can't go from " + state + " to " + next + ": legal are " + state.next());
        }
        state = next;
        reason = why;
    }

    /** A new start; the former one's word counts no more. */
    long nextIncarnation() {
        incarnation++;
        ending = null;
        verdict = null;
        return incarnation;
    }

    /** Whether {@code condition} on this agent is met. */
    boolean meets(Condition condition) {
        boolean endedWell = state == LifecycleState.TERMINATED
                && ending != null
                && ending.status().isSuccess();
        return switch (condition) {
            case STARTED -> endedWell || state.holdsSlot();
            case READY -> endedWell || state == LifecycleState.RUNNING || state == LifecycleState.PAUSED;
            case COMPLETED -> endedWell;
        };
    }

    /** Whether this agent has ended so that no condition on it can be met any more. */
    boolean hasFailed() {
        return state.hasEnded() && ending != null && !ending.status().isSuccess();
    }

    /** Looks at the dependencies anew and keeps those that aren't met. */
    void findUnmet() {
        if (dependencies.isEmpty()) {
            return;
        }
        unmet = new LinkedHashMap<>();
        dependencies.forEach((dependency, condition) -> {
            if (!dependency.meets(condition)) {
                unmet.put(dependency, condition);
            }
        });
    }

    /** Strikes out {@code dependency}, which is met; true if it was the last one. */
    boolean met(AgentRecord dependency) {
        return unmet.remove(dependency) != null && unmet.isEmpty();
    }

    /** What it waits for, in words. */
    String waitingFor() {
        List<String> each = new ArrayList<>();
        unmet.forEach((dependency, condition) -> each.add(dependency.name()
                + switch (condition) {
                    case STARTED -> " to be started";
                    case READY -> " to be ready";
                    case COMPLETED -> " to be completed";
                }));
        return "waiting for " + String.join(" and ", each);
    }

    /** The ending to report for {@code told}, given what the orchestrator itself has found. */
    Ending judge(Ending told) {
        return verdict == null ? told : verdict.worse(told);
    }

    void end(Ending how) {
        ending = how;
        body = null;
        stopWindow = null;
        unmet = Map.of();
        moveTo(LifecycleState.TERMINATED, how.reason());
    }

    AgentSnapshot snapshot() {
        return new AgentSnapshot(spec, state, ending, reason, incarnation, body == null ? null : body.activity());
    }

    AgentSpec spec() {
        return spec;
    }

    String name() {
        return spec.name();
    }

    Gates gates() {
        return gates;
    }

    StateEvents stateEvents() {
        return stateEvents;
    }

    List<Dependent> dependents() {
        return dependents;
    }

    Map<AgentRecord, Condition> dependencies() {
        return dependencies;
    }

    Map<AgentRecord, Condition> unmet() {
        return unmet;
    }

    LifecycleState state() {
        return state;
    }

    long incarnation() {
        return incarnation;
    }

    long startedAt() {
        return startedAt;
    }

    void startedAt(long nanos) {
        startedAt = nanos;
    }

    @Nullable
    Body body() {
        return body;
    }

    void body(Body newBody) {
        body = newBody;
    }

    @Nullable
    Ending ending() {
        return ending;
    }

    /** Whatever it says itself, it will have ended at least as badly as {@code found}. */
    void verdict(Ending found) {
        verdict = verdict == null ? found : verdict.worse(found);
    }

    @Nullable
    StopWindow stopWindow() {
        return stopWindow;
    }

    void stopWindow(StopWindow window) {
        stopWindow = window;
    }
}
