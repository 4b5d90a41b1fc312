package dev.baton.cli;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** What agents and Baton itself use of the machine. */
final class UsageTable {
    private UsageTable() {}

    static Table of(JsonObject data) {
        Table table = new Table(List.of(
                Column.whole("NAME"),
                Column.number("PID"),
                Column.number("CPU %"),
                Column.number("MEM MB"),
                Column.number("MEM %"),
                Column.number("THREADS"),
                Column.number("UPTIME"),
                Column.number("CYCLES"),
                Column.number("LAST MS")));
        row(table, Rows.object(data, "orchestrator"), "name");
        Rows.of(data, "agents").forEach(agent -> row(table, agent, "agent_name"));
        return table;
    }

    private static void row(Table table, JsonObject row, String name) {
        table.row(List.of(
                name.equals("name") ? "(" + Rows.text(row, name) + ")" : Rows.text(row, name),
                Spans.whole(Rows.number(row, "pid")),
                Spans.decimal(Rows.number(row, "cpu_percent")),
                Spans.decimal(Rows.number(row, "memory_mb")),
                Spans.decimal(Rows.number(row, "memory_percent")),
                Spans.whole(Rows.number(row, "threads")),
                Spans.of(Rows.number(row, "uptime")),
                Spans.whole(Rows.number(row, "cycles")),
                Spans.whole(Rows.number(row, "last_cycle_ms"))));
    }
}
