package dev.baton.orchestrator;

import dev.baton.lifecycle.Ending;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How everything ended.
 *
 * @param runMode the mode it ran in
 * @param endings how each agent that was asked to start ended, in the order of registration
 * @param stuck the agents that could not be stopped; their threads may still run
 * @param failure what vital failed and so ended everything, empty if that was not why
 */
public record Outcome(RunMode runMode, Map<String, Ending> endings, List<String> stuck, String failure) {

    /** Copies the collections. */
    public Outcome {
        endings = Collections.unmodifiableMap(new LinkedHashMap<>(endings));
        stuck = List.copyOf(stuck);
    }

    /** The agents that ended in neither SUCCESS nor WARNING. */
    public List<String> failed() {
        return endings.entrySet().stream()
                .filter(each -> !each.getValue().status().isSuccess())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Whether it was a success: nothing vital failed, nobody is stuck and, where the end of the agents is the purpose of the run
     * ({@link RunMode#STOP_ON_EMPTY}), every one of them succeeded.
     */
    public boolean isSuccess() {
        return failure.isEmpty() && stuck.isEmpty() && (runMode == RunMode.DAEMON || failed().isEmpty());
    }
}
