package dev.baton.protocol;

import static dev.baton.protocol.JsonValues.millis;
import static dev.baton.protocol.JsonValues.number;
import static dev.baton.protocol.JsonValues.seconds;
import static dev.baton.protocol.JsonValues.text;
import static dev.baton.protocol.JsonValues.texts;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.baton.command.Answer;
import dev.baton.command.UsageRow;
import java.io.IOException;
import java.util.List;
import java.util.Map.Entry;

/** The orchestrator as a whole. */
final class OrchestratorJson {
    private OrchestratorJson() {}

    static void write(Answer.Status answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("total_agents", answer.totalAgents());
        json.writeNumberField("running_agents", answer.runningAgents());
        json.writeNumberField("max_workers", answer.maxWorkers());
        json.writeNumberField("waiting_agents", answer.waitingAgents());
        json.writeStringField("run_mode", answer.runMode());
        seconds(json, "uptime", answer.uptime());
        json.writeBooleanField("command_interface_enabled", answer.commandInterfaceEnabled());
        json.writeStringField("command_socket_path", answer.commandSocketPath().toString());
        json.writeStringField("version", answer.version());
        json.writeStringField("node", answer.node());
        json.writeStringField("name", answer.name());
        json.writeBooleanField("shutting_down", answer.shuttingDown());
        texts(json, "stuck", answer.stuck());
        if (answer.cluster() != null) {
            json.writeStringField("cluster", answer.cluster());
        }
        NodeJson.write(answer.nodes(), json);
        json.writeEndObject();
    }

    static void write(Answer.Dependencies answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("dependencies");
        for (Entry<String, List<String>> each : answer.dependencies().entrySet()) {
            texts(json, each.getKey(), each.getValue());
        }
        json.writeEndObject();
        NodeJson.write(answer.nodes(), json);
        json.writeEndObject();
    }

    static void write(Answer.Usage answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("agents");
        for (UsageRow row : answer.agents()) {
            usage(row, "agent_name", json);
        }
        json.writeEndArray();
        json.writeFieldName("orchestrator");
        usage(answer.orchestrator(), "name", json);
        if (!answer.orchestrators().isEmpty()) {
            json.writeArrayFieldStart("orchestrators");
            for (UsageRow row : answer.orchestrators()) {
                usage(row, "name", json);
            }
            json.writeEndArray();
        }
        NodeJson.write(answer.nodes(), json);
        json.writeEndObject();
    }

    static void write(Answer.Catalogue answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("commands");
        for (Answer.CatalogueRow row : answer.commands()) {
            json.writeStartObject();
            json.writeStringField("name", row.name());
            json.writeStringField("description", row.description());
            json.writeBooleanField("allowed", row.allowed());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void write(Answer.Reloaded answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("changes");
        for (Answer.Change change : answer.changes()) {
            json.writeStartObject();
            json.writeStringField("action", change.action());
            text(json, "agent", change.agent());
            json.writeStringField("reason", change.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        texts(json, "needs_restart", answer.needsRestart());
        json.writeBooleanField("dry_run", answer.dryRun());
        json.writeEndObject();
    }

    static void write(Answer.ShuttingDown answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("shutting_down", true);
        json.writeEndObject();
    }

    private static void usage(UsageRow row, String nameField, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(nameField, row.name());
        number(json, "pid", row.pid());
        number(json, "cpu_percent", row.cpuPercent());
        number(json, "memory_mb", row.memoryMb());
        number(json, "memory_percent", row.memoryPercent());
        number(json, "threads", row.threads());
        seconds(json, "uptime", row.uptime());
        number(json, "cycles", row.cycles());
        millis(json, "last_cycle_ms", row.lastCycle());
        number(json, "processes", row.processes());
        number(json, "open_files", row.openFiles());
        number(json, "read_bytes", row.readBytes());
        number(json, "written_bytes", row.writtenBytes());
        NodeJson.write(row.node(), json);
        json.writeEndObject();
    }
}
