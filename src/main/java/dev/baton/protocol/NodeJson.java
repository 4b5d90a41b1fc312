package dev.baton.protocol;

import static dev.baton.protocol.JsonValues.seconds;
import static dev.baton.protocol.JsonValues.text;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.baton.command.NodeRow;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.TreeMap;

/** The nodes of a cluster; nothing at all outside one. */
final class NodeJson {
    private NodeJson() {}

    /** Where something is. */
    static void write(String node, JsonGenerator json) throws IOException {
        if (!node.isEmpty()) {
            json.writeStringField("node", node);
        }
    }

    /** Which nodes an answer is of. */
    static void write(List<NodeRow> nodes, JsonGenerator json) throws IOException {
        if (nodes.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("nodes");
        for (NodeRow node : nodes) {
            write(node, json);
        }
        json.writeEndArray();
    }

    private static void write(NodeRow node, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("node", node.node());
        json.writeStringField("state", node.state().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("self", node.self());
        seconds(json, "age", node.age());
        json.writeStringField("address", node.address());
        json.writeStringField("version", node.version());
        seconds(json, "uptime", node.uptime());
        json.writeNumberField("total_agents", node.totalAgents());
        json.writeNumberField("running_agents", node.runningAgents());
        json.writeNumberField("waiting_agents", node.waitingAgents());
        json.writeNumberField("max_workers", node.maxWorkers());
        json.writeBooleanField("shutting_down", node.shuttingDown());
        json.writeObjectFieldStart("labels");
        for (Entry<String, String> label : new TreeMap<>(node.labels()).entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
        text(json, "reason", node.reason());
        text(json, "missing", node.missing());
        json.writeEndObject();
    }
}
