package dev.baton.protocol;

import static dev.baton.protocol.JsonValues.any;
import static dev.baton.protocol.JsonValues.number;
import static dev.baton.protocol.JsonValues.seconds;
import static dev.baton.protocol.JsonValues.text;
import static dev.baton.protocol.JsonValues.texts;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.baton.command.AgentRow;
import dev.baton.command.Answer;
import dev.baton.lifecycle.AgentOutcome;
import java.io.IOException;
import java.util.Locale;
import java.util.Map.Entry;

/** Agents as they are, and what came of steering them. */
final class AgentJson {
    private AgentJson() {}

    static void write(Answer.Agents answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("agents");
        for (AgentRow row : answer.agents()) {
            json.writeStartObject();
            fields(row, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("running_count", answer.runningCount());
        json.writeNumberField("max_workers", answer.maxWorkers());
        json.writeNumberField("waiting_count", answer.waitingCount());
        NodeJson.write(answer.nodes(), json);
        json.writeEndObject();
    }

    static void write(Answer.AgentDetail answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        fields(answer.agent(), json);
        json.writeObjectFieldStart("dependencies");
        for (Entry<String, String> dependency : answer.dependencies().entrySet()) {
            json.writeStringField(dependency.getKey(), dependency.getValue());
        }
        json.writeEndObject();
        texts(json, "dependents", answer.dependents());
        json.writeEndObject();
    }

    static void write(Answer.Steered answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("outcomes");
        for (AgentOutcome outcome : answer.outcomes()) {
            json.writeStartObject();
            json.writeStringField("agent_name", outcome.agent());
            json.writeStringField("result", outcome.result().name().toLowerCase(Locale.ROOT));
            json.writeStringField("lifecycle_state", outcome.state().name());
            json.writeStringField("reason", outcome.reason());
            NodeJson.write(outcome.node(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void fields(AgentRow row, JsonGenerator json) throws IOException {
        json.writeStringField("agent_name", row.name());
        json.writeStringField("class_name", row.className());
        json.writeFieldName("config");
        any(json, row.config());
        json.writeBooleanField("alive", row.alive());
        json.writeStringField("lifecycle_state", row.state().name());
        text(
                json,
                "termination_status",
                row.terminationStatus() == null ? null : row.terminationStatus().name());
        json.writeStringField("reason", row.reason());
        json.writeBooleanField("started", row.started());
        json.writeBooleanField("in_queue", row.inQueue());
        text(json, "group", row.group());
        json.writeStringField("node", row.node());
        json.writeNumberField("incarnation", row.incarnation());
        json.writeNumberField("restarts", row.restarts());
        number(json, "pid", row.pid());
        seconds(json, "uptime", row.uptime());
        json.writeBooleanField("vital", row.vital());
    }
}
