package dev.baton.cli;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What agents and Baton itself use of the machine. */
final class UsageTable {
    private UsageTable() {}

    static Table of(JsonObject data) {
        boolean nodes = Nodes.isCluster(data);
        List<Column> columns = new ArrayList<>(List.of(
                Column.whole("NAME"),
                Column.number("PID"),
                Column.number("CPU %"),
                Column.number("MEM MB"),
                Column.number("MEM %"),
                Column.number("THREADS"),
                Column.number("UPTIME"),
                Column.number("CYCLES"),
                Column.number("LAST MS")));
        if (nodes) {
            columns.add(1, Column.whole("NODE"));
        }
        Table table = new Table(columns);
        List<JsonObject> orchestrators =
                nodes ? Rows.of(data, "orchestrators") : List.of(Rows.object(data, "orchestrator"));
        orchestrators.forEach(each -> table.row(texts(each, "(" + Rows.text(each, "name") + ")", nodes)));
        Rows.of(data, "agents").forEach(each -> table.row(texts(each, Rows.text(each, "agent_name"), nodes)));
        return table;
    }

    private static List<String> texts(JsonObject row, String name, boolean nodes) {
        List<String> texts = new ArrayList<>(List.of(
                name,
                Spans.whole(Rows.number(row, "pid")),
                Spans.decimal(Rows.number(row, "cpu_percent")),
                Spans.decimal(Rows.number(row, "memory_mb")),
                Spans.decimal(Rows.number(row, "memory_percent")),
                Spans.whole(Rows.number(row, "threads")),
                Spans.of(Rows.number(row, "uptime")),
                Spans.whole(Rows.number(row, "cycles")),
                Spans.whole(Rows.number(row, "last_cycle_ms"))));
        if (nodes) {
            texts.add(1, Rows.text(row, "node"));
        }
        return texts;
    }
}
