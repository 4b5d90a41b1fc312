package dev.baton.cli;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Agents, one a line. Groups get a column if there are any, nodes in a cluster. Agents on a node that can't be reached are dim:
 * what is known of them is old.
 */
final class AgentTable {
    private AgentTable() {}

    /** @param data the answer that {@code agents} are from */
    static Table of(List<JsonObject> agents, JsonObject data) {
        boolean groups =
                agents.stream().anyMatch(row -> !Rows.text(row, "group").isEmpty());
        boolean nodes = Nodes.isCluster(data);
        Set<String> unreachable = Nodes.unreachable(data);
        List<Column> columns = new ArrayList<>(List.of(Column.whole("NAME"), Column.whole("STATE")));
        columns.addAll(List.of(Column.number("PID"), Column.number("UPTIME"), Column.number("RESTARTS")));
        if (groups) {
            columns.add(Column.text("GROUP"));
        }
        if (nodes) {
            columns.add(Column.whole("NODE"));
        }
        columns.add(Column.text("REASON"));
        Table table = new Table(columns).colouredBy("STATE");
        for (JsonObject row : agents) {
            table.row(texts(row, groups, nodes), unreachable.contains(Rows.text(row, "node")));
        }
        return table;
    }

    private static List<String> texts(JsonObject row, boolean groups, boolean nodes) {
        List<String> texts = new ArrayList<>(List.of(
                Rows.text(row, "agent_name"),
                Rows.text(row, "lifecycle_state"),
                Spans.whole(Rows.number(row, "pid")),
                Spans.of(Rows.number(row, "uptime")),
                Spans.whole(Rows.number(row, "restarts"))));
        if (groups) {
            texts.add(Rows.text(row, "group"));
        }
        if (nodes) {
            texts.add(Rows.text(row, "node"));
        }
        texts.add(why(row));
        return texts;
    }

    /** How it ended, if it has, and the reason. */
    static String why(JsonObject row) {
        String reason = Rows.text(row, "reason");
        String status = hasEnded(row) ? Rows.text(row, "termination_status") : "";
        if (status.isEmpty() || reason.isEmpty()) {
            return status + reason;
        }
        return status + ": " + reason;
    }

    private static boolean hasEnded(JsonObject row) {
        String state = Rows.text(row, "lifecycle_state");
        return state.equals("TERMINATED") || state.equals("CRASH_LOOP");
    }
}
