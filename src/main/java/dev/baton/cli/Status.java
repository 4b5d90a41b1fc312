package dev.baton.cli;

import dev.baton.command.Command;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

final class Status extends Question {
    private final Grammar.Value<String> name =
            grammar().argument(String.class, "0..1", "NAME", "The agent; without one, the orchestrator.");

    private final Grammar.Value<String> node = nodeOption("In a cluster, of this node only.");

    Status(Surroundings surroundings) {
        super(surroundings, "status", "Show the orchestrator, or one agent with its config and whom it depends on.");
        grammar()
                .examples(
                        "  baton status",
                        "  baton status collector",
                        "  baton status collector --format json | jq -r .data.lifecycle_state");
    }

    @Override
    Command<?> command() {
        String agent = name.get();
        return agent == null ? new Command.Status(node.get()) : new Command.AgentStatus(agent, node.get());
    }

    @Override
    void show(JsonObject data, Screen screen) {
        if (name.get() == null) {
            showOrchestrator(data, screen);
        } else {
            showAgent(data, screen);
        }
    }

    private static void showOrchestrator(JsonObject data, Screen screen) {
        line(screen, "Orchestrator", Rows.text(data, "name"));
        unlessEmpty(screen, "Cluster", Rows.text(data, "cluster"));
        line(screen, "Total Agents", Rows.text(data, "total_agents"));
        line(screen, "Running Agents", Rows.text(data, "running_agents"));
        line(screen, "Max Workers", Rows.text(data, "max_workers"));
        line(screen, "Waiting Agents", Rows.text(data, "waiting_agents"));
        line(screen, "Run Mode", Rows.text(data, "run_mode"));
        line(screen, "Uptime", Spans.of(Rows.number(data, "uptime")));
        line(screen, "Command Interface", Rows.flag(data, "command_interface_enabled") ? "Enabled" : "Disabled");
        line(screen, "Socket Path", Rows.text(data, "command_socket_path"));
        line(screen, "Node", Rows.text(data, "node"));
        line(screen, "Version", Rows.text(data, "version"));
        List<String> stuck = Rows.texts(data, "stuck");
        if (!stuck.isEmpty()) {
            line(screen, "Stuck", String.join(", ", stuck));
        }
        if (Rows.flag(data, "shutting_down")) {
            screen.line("It is shutting down.");
        }
        if (Nodes.isCluster(data)) {
            screen.line("");
            Nodes.table(Nodes.of(data)).print(screen);
        }
    }

    private static void showAgent(JsonObject data, Screen screen) {
        line(screen, "Agent", Rows.text(data, "agent_name"));
        String state = Rows.text(data, "lifecycle_state");
        screen.line("State: " + screen.paint(Colour.of(state), Visible.of(state)));
        unlessEmpty(screen, "Reason", AgentTable.why(data));
        line(screen, "Alive", yesOrNo(data, "alive"));
        line(screen, "Started", yesOrNo(data, "started"));
        line(screen, "In Queue", yesOrNo(data, "in_queue"));
        line(screen, "Class", Rows.text(data, "class_name"));
        unlessEmpty(screen, "Group", Rows.text(data, "group"));
        line(screen, "Node", Rows.text(data, "node"));
        line(screen, "PID", Spans.whole(Rows.number(data, "pid")));
        line(screen, "Uptime", Spans.of(Rows.number(data, "uptime")));
        line(screen, "Incarnation", Rows.text(data, "incarnation"));
        line(screen, "Restarts", Rows.text(data, "restarts"));
        unlessEmpty(screen, "Dependencies", named(Rows.object(data, "dependencies")));
        unlessEmpty(screen, "Dependents", String.join(", ", Rows.texts(data, "dependents")));
        JsonObject config = Rows.object(data, "config");
        if (!config.isEmpty()) {
            screen.line("Config:");
            for (Map.Entry<String, Object> entry : config) {
                screen.line("  " + Visible.of(entry.getKey() + ": " + Rows.shown(entry.getValue())));
            }
        }
    }

    private static String named(JsonObject dependencies) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Object> each : dependencies) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(each.getKey())
                    .append(" (")
                    .append(Rows.shown(each.getValue()))
                    .append(')');
        }
        return text.toString();
    }

    private static String yesOrNo(JsonObject data, String field) {
        return Rows.flag(data, field) ? "yes" : "no";
    }

    private static void unlessEmpty(Screen screen, String label, String value) {
        if (!value.isEmpty()) {
            line(screen, label, value);
        }
    }

    private static void line(Screen screen, String label, String value) {
        screen.line(label + ": " + Visible.of(value));
    }
}
