package dev.baton.cluster.forward;

import dev.baton.command.Answer;

/** How much there is in an answer. */
final class Rows {
    private Rows() {}

    static int count(Answer answer) {
        if (answer instanceof Answer.Agents agents) {
            return agents.agents().size();
        }
        if (answer instanceof Answer.Steered steered) {
            return steered.outcomes().size();
        }
        if (answer instanceof Answer.Events events) {
            return events.events().size();
        }
        if (answer instanceof Answer.LogLines lines) {
            return lines.lines().size();
        }
        if (answer instanceof Answer.Usage usage) {
            return usage.agents().size();
        }
        if (answer instanceof Answer.Dependencies dependencies) {
            return dependencies.dependencies().size();
        }
        return answer instanceof Answer.EventCounts counts ? counts.byAgent().size() : 1;
    }
}
