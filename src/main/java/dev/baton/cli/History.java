package dev.baton.cli;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "history",
        description = "Show what happened, oldest first.",
        footer = {
            "  baton history --last 10",
            "  baton history --agent collector --type AGENT_ERROR",
            "  baton history --follow --last 0",
            "  baton history --after-seq 1200 --format json | jq -c '.data.events[]'"
        })
final class History extends Following {
    @Option(
            names = "--last",
            paramLabel = "N",
            description = "At most the newest N (default: ${DEFAULT-VALUE}); 0 for none.")
    private int last = dev.baton.command.Command.History.DEFAULT_LAST;

    @Option(names = "--agent", paramLabel = "NAME", description = "Only events about this agent.")
    private @Nullable String agent;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only events of this type, such as AGENT_ERROR.")
    private @Nullable String type;

    @Option(names = "--after-seq", paramLabel = "SEQ", description = "Only events with a larger number.")
    private @Nullable Long afterSeq;

    History(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    dev.baton.command.Command<?> command() {
        return new dev.baton.command.Command.History(last, agent, type, afterSeq);
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
