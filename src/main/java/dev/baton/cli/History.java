package dev.baton.cli;

import dev.baton.command.Command;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class History extends Following {
    private final Grammar.Value<Integer> last =
            grammar().value(Integer.class, "--last", "N", "At most the newest N (default: 100); 0 for none.");
    private final Grammar.Value<String> agent = grammar().text("--agent", "NAME", "Only events about this agent.");
    private final Grammar.Value<String> type =
            grammar().text("--type", "TYPE", "Only events of this type, such as AGENT_ERROR.");
    private final Grammar.Value<Long> afterSeq =
            grammar().value(Long.class, "--after-seq", "SEQ", "Only events with a larger number.");

    History(Surroundings surroundings) {
        super(surroundings, "history", "Show what happened, oldest first.");
        grammar()
                .examples(
                        "  baton history --last 10",
                        "  baton history --agent collector --type AGENT_ERROR",
                        "  baton history --follow --last 0",
                        "  baton history --after-seq 1200 --format json | jq -c '.data.events[]'");
    }

    @Override
    Command<?> command() {
        return new Command.History(last.or(Command.History.DEFAULT_LAST), agent.get(), type.get(), afterSeq.get());
    }

    @Override
    void show(JsonObject data, Screen screen) {
        List<JsonObject> events = Rows.of(data, "events");
        screen.line("=== Event History (" + events.size() + (events.size() == 1 ? " event" : " events") + ") ===");
        screen.line("Filters: " + Visible.of(filters(Rows.object(data, "filters"))));
        screen.line(EventTable.fill(Rows.object(data, "capacity_info")));
        Table table = EventTable.of(events);
        if (!table.isEmpty()) {
            screen.line("");
            table.print(screen);
        }
    }

    @Override
    void showPresent(JsonObject data, Screen screen) {
        screen.line(screen.paint(Colour.BOLD, EventTable.header()));
        showLater(data, screen);
    }

    @Override
    void showLater(JsonObject data, Screen screen) {
        for (JsonObject event : Rows.of(data, "events")) {
            screen.line(EventTable.line(event, screen));
        }
    }

    private static String filters(JsonObject filters) {
        List<String> named = new ArrayList<>();
        for (Map.Entry<String, Object> filter : filters) {
            if (filter.getValue() != null) {
                named.add(filter.getKey() + "=" + filter.getValue());
            }
        }
        return named.isEmpty() ? "none" : String.join(", ", named);
    }
}
