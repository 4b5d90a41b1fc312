package dev.baton.cli;

import dev.baton.command.Command;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class HistoryStats extends Question {
    private final Grammar.Value<String> node = nodeOption();

    HistoryStats(Surroundings surroundings) {
        super(surroundings, "history-stats", "Count what happened since Baton started, by type of event and by agent.");
        grammar()
                .examples("  baton history-stats", "  baton history-stats --format json | jq .data.statistics.by_type");
    }

    @Override
    Command<?> command() {
        return new Command.HistoryStats(node.get());
    }

    @Override
    void show(JsonObject data, Screen screen) {
        JsonObject capacity = Rows.object(data, "capacity_info");
        JsonObject statistics = Rows.object(data, "statistics");
        screen.line("=== Event Statistics ===");
        screen.line(EventTable.fill(capacity));
        screen.line("Total Events: " + Spans.whole(Rows.number(capacity, "total_events")));
        counts("EVENT", Rows.object(statistics, "by_type"), screen);
        counts("AGENT", Rows.object(statistics, "by_agent"), screen);
    }

    private static void counts(String header, JsonObject counts, Screen screen) {
        Table table = new Table(List.of(Column.whole(header), Column.number("COUNT")));
        List<Map.Entry<String, Object>> entries = new ArrayList<>();
        counts.forEach(entries::add);
        entries.sort((a, b) -> Long.compare(count(b), count(a)));
        entries.forEach(entry -> table.row(List.of(entry.getKey(), Long.toString(count(entry)))));
        if (!table.isEmpty()) {
            screen.line("");
            table.print(screen);
        }
    }

    private static long count(Map.Entry<String, Object> entry) {
        return entry.getValue() instanceof Number number ? number.longValue() : 0;
    }
}
