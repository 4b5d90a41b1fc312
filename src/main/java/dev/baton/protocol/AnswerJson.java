package dev.baton.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.baton.command.Answer;
import java.io.IOException;

/** Which class of answers is written by what. */
final class AnswerJson {
    private AnswerJson() {}

    /** By comparing, for a table of methods takes a while to make and most processes write answers of one kind only. */
    static void write(Answer answer, JsonGenerator json) throws IOException {
        if (answer instanceof Answer.Agents agents) {
            AgentJson.write(agents, json);
        } else if (answer instanceof Answer.AgentDetail detail) {
            AgentJson.write(detail, json);
        } else if (answer instanceof Answer.Steered steered) {
            AgentJson.write(steered, json);
        } else if (answer instanceof Answer.Status status) {
            OrchestratorJson.write(status, json);
        } else if (answer instanceof Answer.Dependencies dependencies) {
            OrchestratorJson.write(dependencies, json);
        } else if (answer instanceof Answer.Events events) {
            EventJson.write(events, json);
        } else if (answer instanceof Answer.EventCounts counts) {
            EventJson.write(counts, json);
        } else if (answer instanceof Answer.Usage usage) {
            OrchestratorJson.write(usage, json);
        } else if (answer instanceof Answer.LogLines lines) {
            LogJson.write(lines, json);
        } else if (answer instanceof Answer.Catalogue catalogue) {
            OrchestratorJson.write(catalogue, json);
        } else if (answer instanceof Answer.Reloaded reloaded) {
            OrchestratorJson.write(reloaded, json);
        } else if (answer instanceof Answer.ShuttingDown end) {
            OrchestratorJson.write(end, json);
        } else {
            throw new IllegalStateException("there is no writer for answers of " + answer.getClass());
        }
    }
}
