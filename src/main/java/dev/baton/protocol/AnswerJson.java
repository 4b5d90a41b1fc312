package dev.baton.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.baton.command.Answer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Which class of answers is written by what: one line each. */
final class AnswerJson {
    private static final Map<Class<?>, Writer<?>> WRITERS = writers();

    private AnswerJson() {}

    private interface Writer<A extends Answer> {
        void write(A answer, JsonGenerator json) throws IOException;
    }

    static <A extends Answer> void write(A answer, JsonGenerator json) throws IOException {
        @SuppressWarnings("unchecked") // put there by its class
        Writer<A> writer = (Writer<A>) WRITERS.get(answer.getClass());
        if (writer == null) {
            throw new IllegalStateException("there is no writer for answers of " + answer.getClass());
        }
        writer.write(answer, json);
    }

    private static Map<Class<?>, Writer<?>> writers() {
        Map<Class<?>, Writer<?>> all = new HashMap<>();
        put(all, Answer.Agents.class, AgentJson::write);
        put(all, Answer.AgentDetail.class, AgentJson::write);
        put(all, Answer.Steered.class, AgentJson::write);
        put(all, Answer.Status.class, OrchestratorJson::write);
        put(all, Answer.Dependencies.class, OrchestratorJson::write);
        put(all, Answer.Events.class, EventJson::write);
        put(all, Answer.EventCounts.class, EventJson::write);
        put(all, Answer.Usage.class, OrchestratorJson::write);
        put(all, Answer.LogLines.class, LogJson::write);
        put(all, Answer.Catalogue.class, OrchestratorJson::write);
        put(all, Answer.Reloaded.class, OrchestratorJson::write);
        put(all, Answer.ShuttingDown.class, OrchestratorJson::write);
        return Map.copyOf(all);
    }

    private static <A extends Answer> void put(Map<Class<?>, Writer<?>> all, Class<A> type, Writer<A> writer) {
        all.put(type, writer);
    }
}
