package dev.baton.orchestrator;

import dev.baton.agent.AgentSpec;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How to come from the agents and settings there are to others. Made before anything is done, so that it can be shown; what
 * has not changed is not in it.
 *
 * @param steps in the order they are done: removals, changes, additions
 * @param settings the settings from then on, of those that can be changed while Baton runs
 * @param needsRestart keys of settings that have changed and wait for the next start of Baton
 */
public record ReloadPlan(List<Step> steps, OrchestratorSettings settings, List<String> needsRestart) {
    private static final Set<String> CHANGED_LIVE =
            Set.of("maxWorkers", "runMode", "agentStartTimeout", "agentStopTimeout", "agentsPath");

    /** Copies the lists. */
    public ReloadPlan {
        steps = List.copyOf(steps);
        needsRestart = List.copyOf(needsRestart);
    }

    /** What is done with one agent. */
    public enum Action {
        /** It is stopped and forgotten. */
        REMOVE,
        /** It runs on under other terms. */
        UPDATE,
        /** It is stopped, if it runs, and started under other terms. */
        RESTART,
        /** It is made known and started. */
        ADD
    }

    /**
     * One agent's change.
     *
     * @param agent its name
     * @param reason what has changed about it
     * @param spec its terms from now on, null if it is removed
     */
    public record Step(
            Action action,
            String agent,
            String reason,
            @Nullable AgentSpec spec) {}

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty() && needsRestart.isEmpty();
    }

    /**
     * The way from {@code present} to {@code wanted}.
     *
     * @param mostWorkers how many slots there can be without a restart of Baton
     * @param codeChanged whether the classes of an agent, whose terms are as before, are other ones now
     */
    static ReloadPlan of(
            Collection<AgentSpec> present,
            OrchestratorSettings presentSettings,
            Fleet wanted,
            OrchestratorSettings wantedSettings,
            int mostWorkers,
            Predicate<AgentSpec> codeChanged) {
        Map<String, AgentSpec> before = new LinkedHashMap<>();
        present.forEach(spec -> before.put(spec.name(), spec));
        List<Step> changes = new ArrayList<>();
        List<Step> additions = new ArrayList<>();
        for (AgentSpec spec : wanted.agents()) {
            AgentSpec old = before.remove(spec.name());
            if (old == null) {
                additions.add(new Step(Action.ADD, spec.name(), "it is new", spec));
            } else {
                change(old, spec, codeChanged, changes);
            }
        }
        List<Step> steps = new ArrayList<>();
        before.keySet()
                .forEach(name -> steps.add(new Step(Action.REMOVE, name, "it is no longer in the config", null)));
        steps.addAll(changes);
        steps.addAll(additions);
        return new ReloadPlan(
                steps,
                presentSettings.withLive(wantedSettings, mostWorkers),
                needsRestart(presentSettings, wantedSettings, mostWorkers));
    }

    private static void change(AgentSpec old, AgentSpec spec, Predicate<AgentSpec> codeChanged, List<Step> changes) {
        Set<String> different = old.whatDiffers(spec);
        String reason = "changed: " + String.join(", ", different);
        if (spec.needsStartAfter(old)) {
            changes.add(new Step(Action.RESTART, spec.name(), reason, spec));
        } else if (codeChanged.test(spec)) {
            changes.add(new Step(Action.RESTART, spec.name(), "changed: its classes", spec));
        } else if (!different.isEmpty()) {
            changes.add(new Step(Action.UPDATE, spec.name(), reason, spec));
        }
    }

    private static List<String> needsRestart(
            OrchestratorSettings present, OrchestratorSettings wanted, int mostWorkers) {
        List<String> keys = new ArrayList<>();
        for (RecordComponent component : OrchestratorSettings.class.getRecordComponents()) {
            String key = component.getName();
            if (!CHANGED_LIVE.contains(key) && !Objects.equals(value(component, present), value(component, wanted))) {
                keys.add("orchestrator." + key);
            }
        }
        if (wanted.maxWorkers() > mostWorkers) {
            keys.add("orchestrator.maxWorkers");
        }
        return keys;
    }

    private static @Nullable Object value(RecordComponent component, OrchestratorSettings settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("orchestrator." + component.getName() + " can't be read", e);
        }
    }
}
