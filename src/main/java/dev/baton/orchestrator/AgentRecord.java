package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import dev.baton.agent.Condition;
import dev.baton.lifecycle.Ending;
import dev.baton.lifecycle.LifecycleState;
import dev.baton.runtime.Body;
import dev.baton.runtime.Gates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the orchestrator knows of one agent. Touched by its event loop only. */
final class AgentRecord {
    private final Gates gates;
    private final StateEvents stateEvents = new StateEvents();
    private AgentSpec spec;
    private @Nullable AgentSpec nextSpec;
    private List<Dependent> dependents = List.of();
    private Map<AgentRecord, Condition> dependencies = Map.of();
    private Map<AgentRecord, Condition> unmet = Map.of();
    private List<Wait> waits = List.of();
    private LifecycleState state = LifecycleState.REGISTERED;
    private Sequel sequel = Sequel.BY_POLICY;
    private String reason = "";
    private String stopReason = "";
    private String lingers = "";
    private long incarnation;
    private long restarts;
    private long startedAt;
    private long readyAt;
    private boolean isReady;
    private boolean heldDown;
    private boolean stopped;
    private boolean pausing;
    private boolean removed;
    private @Nullable Body body;
    private @Nullable Ending ending;
    private @Nullable Ending verdict;
    private @Nullable StopWindow stopWindow;
    private @Nullable Recovery recovery;
    private Watch.@Nullable Deadline deadline;

    AgentRecord(AgentSpec spec, Gates gates) {
        this.spec = spec;
        this.gates = gates;
    }

    /** One who depends on this agent. */
    record Dependent(AgentRecord agent, Condition condition) {}

    // ---------------------------------------------------------------------------------------------- states

    /** For {@link Roster#move} only. */
    void moveTo(LifecycleState next, String why) {
        if (!state.canMoveTo(next)) {
            throw new IllegalStateException(
                    "agent '" + name() + "' can't go from " + state + " to " + next + ": legal are " + state.next());
        }
        state = next;
        reason = why;
    }

    LifecycleState state() {
        return state;
    }

    /** Why it is where it is; empty when there is nothing to say. */
    String reason(long now) {
        return switch (state) {
            case BACKOFF -> recovery().outlook(now);
            case WAITING -> unmet.isEmpty() ? reason : waitingFor();
            default -> reason;
        };
    }

    /** It stays where it is, for another reason. */
    void because(String why) {
        reason = why;
    }

    /** A new start; the former one's word counts no more. */
    long beginLife(long now) {
        incarnation++;
        ending = null;
        verdict = null;
        sequel = Sequel.BY_POLICY;
        stopReason = "";
        lingers = "";
        isReady = false;
        stopped = false;
        pausing = false;
        startedAt = now;
        return incarnation;
    }

    /** Its setup is done. */
    void becomeReady(long now) {
        isReady = true;
        readyAt = now;
    }

    /** The life is over, and everything that belonged to it; returns how it ended. */
    Ending endLife(Ending told) {
        Ending judged = verdict == null ? told : verdict.worse(told);
        if (judged.reason().isEmpty() && !stopReason.isEmpty()) {
            judged = new Ending(judged.status(), stopReason);
        }
        body = null;
        stopWindow = null;
        pausing = false;
        return endWith(judged, sequel != Sequel.BY_POLICY);
    }

    /** It will not start, or not again, although it was to. */
    Ending endWith(Ending how, boolean onRequest) {
        ending = how;
        stopped = onRequest;
        unmet = Map.of();
        return how;
    }

    /** Whether it was well for at least {@code time} before its end. */
    boolean wasReadyFor(Duration time, long now) {
        return isReady && now - readyAt >= time.toNanos();
    }

    // ---------------------------------------------------------------------------------------------- dependencies

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

    /** As if nobody depended on anybody; to be told anew. */
    void forgetDependencies() {
        dependencies = Map.of();
        dependents = List.of();
    }

    /** Whether {@code condition} on this agent is met. Who was stopped on request has not done its work. */
    boolean meets(Condition condition) {
        boolean endedWell = state == LifecycleState.TERMINATED
                && !stopped
                && ending != null
                && ending.status().isSuccess();
        return switch (condition) {
            case STARTED -> endedWell || state.holdsSlot();
            case READY -> endedWell || state == LifecycleState.RUNNING || state == LifecycleState.PAUSED;
            case COMPLETED -> endedWell;
        };
    }

    /** Whether this agent has ended for good, by itself, so that no condition on it can be met any more. */
    boolean hasFailed() {
        return state.hasEnded()
                && !stopped
                && ending != null
                && !ending.status().isSuccess();
    }

    /** Looks at the dependencies anew and keeps those that aren't met; returns whether all are. */
    boolean findUnmet() {
        if (dependencies.isEmpty()) {
            unmet = Map.of();
            return true;
        }
        unmet = new LinkedHashMap<>();
        dependencies.forEach((dependency, condition) -> {
            if (!dependency.meets(condition)) {
                unmet.put(dependency, condition);
            }
        });
        return unmet.isEmpty();
    }

    /** Strikes out {@code dependency}, which is met; true if it was the last one that it waits for. */
    boolean met(AgentRecord dependency) {
        return !unmet.isEmpty() && unmet.remove(dependency) != null && unmet.isEmpty();
    }

    /** Whether it waits for a dependency, rather than for something else. */
    boolean waitsForDependencies() {
        return !unmet.isEmpty();
    }

    /** {@code dependency}, which was met while it waited for another, is so no more. */
    void unmetAgain(AgentRecord dependency, Condition condition) {
        unmet.put(dependency, condition);
    }

    /** It waits for something else than its dependencies. */
    void forgetUnmet() {
        unmet = Map.of();
    }

    /** What it waits for, in words. */
    String waitingFor() {
        List<String> each = new ArrayList<>();
        unmet.forEach((dependency, condition) -> each.add(dependency.name()
                + switch (condition) {
                    case STARTED -> " to be started";
                    case READY -> " to be ready";
                    case COMPLETED -> " to be completed";
                }
                + (dependency.isDown() ? " (it is stopped)" : "")));
        return "waiting for " + String.join(" and ", each);
    }

    /** Whether it does not run and nothing but a command will start it. */
    boolean isDown() {
        return state == LifecycleState.REGISTERED || state.hasEnded();
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

    // ---------------------------------------------------------------------------------------------- terms

    AgentSpec spec() {
        return spec;
    }

    /** The terms of its next start. */
    AgentSpec specFromHereOn() {
        return nextSpec == null ? spec : nextSpec;
    }

    /** Other terms from the next start on. */
    void specFromNextStart(AgentSpec newSpec) {
        nextSpec = newSpec;
    }

    /** Other terms at once; those of its failures begin anew. */
    void spec(AgentSpec newSpec) {
        if (!newSpec.supervision().restart().equals(spec.supervision().restart()) && state != LifecycleState.BACKOFF) {
            recovery = null;
        }
        spec = newSpec;
        nextSpec = null;
    }

    /** Takes over the terms that wait for the next start. */
    void takeNextSpec() {
        if (nextSpec != null) {
            spec(nextSpec);
        }
    }

    String name() {
        return spec.name();
    }

    Gates gates() {
        return gates;
    }

    // ---------------------------------------------------------------------------------------------- waits

    /** Somebody waits for what comes of a command. */
    void await(Wait wait) {
        if (waits.isEmpty()) {
            waits = new ArrayList<>();
        }
        waits.add(wait);
    }

    boolean isAwaited() {
        return !waits.isEmpty();
    }

    /** Answers those whose outcome is known. */
    void answerWaits(long now) {
        waits.removeIf(wait -> wait.answerIfKnown(this, now));
        if (waits.isEmpty()) {
            waits = List.of();
        }
    }

    /** Fails those that wait for it to run. */
    void failWaits(RuntimeException why) {
        waits.forEach(wait -> wait.failUnlessStop(why));
    }

    // ---------------------------------------------------------------------------------------------- the rest

    AgentSnapshot snapshot(long now) {
        Body.Activity activity = body == null ? null : body.activity();
        String trouble = activity == null ? "" : activity.trouble();
        boolean isReady = state == LifecycleState.RUNNING || state == LifecycleState.PAUSED;
        boolean isUnready = state == LifecycleState.STARTING && !trouble.isEmpty();
        return new AgentSnapshot(
                spec,
                state,
                ending,
                isUnready || (isReady && activity != null) ? trouble : reason(now),
                incarnation,
                restarts,
                state.holdsSlot() ? Duration.ofNanos(now - startedAt) : null,
                activity,
                body == null ? -1 : body.pid());
    }

    /** What is known of its failures. */
    Recovery recovery() {
        Recovery present = recovery;
        if (present == null) {
            present = new Recovery(spec.supervision().restart());
            recovery = present;
        }
        return present;
    }

    /** Nothing of what went wrong counts any more. */
    void forgive() {
        if (recovery != null) {
            recovery.forgive();
        }
    }

    /** Its next try is off, or has come. */
    void callOffRetry() {
        if (recovery != null) {
            recovery.unschedule();
        }
    }

    void countRestart() {
        restarts++;
    }

    StateEvents stateEvents() {
        return stateEvents;
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

    /** What follows its end. */
    Sequel sequel() {
        return sequel;
    }

    void sequel(Sequel newSequel) {
        sequel = newSequel;
    }

    /** Why it is being stopped, for its ending if that has nothing to say itself. */
    void stopReason(String why) {
        stopReason = why;
    }

    /** What of it was still there when it was last looked, after it was asked to stop; empty if nobody has looked. */
    String lingers() {
        return lingers;
    }

    void lingers(String what) {
        lingers = what;
    }

    /** Whether an operator has stopped it and nobody has started it since. */
    boolean isHeldDown() {
        return heldDown;
    }

    void heldDown(boolean isHeld) {
        heldDown = isHeld;
    }

    /** Whether it was asked to pause and has not yet done so. */
    boolean isPausing() {
        return pausing;
    }

    void pausing(boolean isPausing) {
        pausing = isPausing;
    }

    /** Whether it is to be forgotten when its life is over. */
    boolean isRemoved() {
        return removed;
    }

    void remove() {
        removed = true;
    }

    /** It is not to be forgotten after all. */
    void keep() {
        removed = false;
    }

    @Nullable
    StopWindow stopWindow() {
        return stopWindow;
    }

    void stopWindow(StopWindow window) {
        stopWindow = window;
    }

    Watch.@Nullable Deadline deadline() {
        return deadline;
    }

    void deadline(Watch.@Nullable Deadline newDeadline) {
        deadline = newDeadline;
    }
}
