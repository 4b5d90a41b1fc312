package dev.baton.cli;

import dev.baton.command.Command;
import dev.baton.protocol.Positions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class History extends Following {
    private static final String NUMBER = "[0-9]{1,18}";

    private final Grammar.Value<Integer> last =
            grammar().value(Integer.class, "--last", "N", "At most the newest N (default: 100); 0 for none.");
    private final Grammar.Value<String> agent = grammar().text("--agent", "NAME", "Only events about this agent.");
    private final Grammar.Value<String> type =
            grammar().text("--type", "TYPE", "Only events of this type, such as AGENT_ERROR.");
    private final Grammar.Value<String> afterSeq = grammar()
            .text(
                    "--after-seq",
                    "SEQ",
                    "Only events with a larger number; in a cluster one number for each node, such as n1:5,n2:17.");
    private final Grammar.Value<String> node = nodeOption();
    private boolean nodes;

    History(Surroundings surroundings) {
        super(surroundings, "history", "Show what happened, oldest first.");
        grammar()
                .examples(
                        "  baton history --last 10",
                        "  baton history --agent collector --type AGENT_ERROR",
                        "  baton history --follow --last 0",
                        "  baton history --after-seq 1200 --format json | jq -c '.data.events[]'",
                        "  baton history --after-seq n1:1200,n2:17");
    }

    @Override
    Command<?> command() {
        String after = afterSeq.get();
        boolean isNumber = after != null && after.matches(NUMBER);
        return new Command.History(
                last.or(Command.History.DEFAULT_LAST),
                agent.get(),
                type.get(),
                isNumber ? Long.valueOf(after) : null,
                after == null || isNumber ? Map.of() : Positions.parse("--after-seq", after),
                node.get());
    }

    @Override
    void show(JsonObject data, Screen screen) {
        List<JsonObject> events = Rows.of(data, "events");
        screen.line("=== Event History (" + events.size() + (events.size() == 1 ? " event" : " events") + ") ===");
        screen.line("Filters: " + Visible.of(filters(Rows.object(data, "filters"))));
        screen.line(EventTable.fill(Rows.object(data, "capacity_info")));
        JsonObject capacities = Rows.object(data, "capacity_by_node");
        if (!capacities.isEmpty()) {
            screen.line("Positions: " + Visible.of(positions(capacities)));
        }
        Table table = EventTable.of(events, Nodes.isCluster(data));
        if (!table.isEmpty()) {
            screen.line("");
            table.print(screen);
        }
    }

    @Override
    void showPresent(JsonObject data, Screen screen) {
        nodes = isCluster(data);
        screen.line(screen.paint(Colour.BOLD, EventTable.header(nodes)));
        showLater(data, screen);
    }

    @Override
    void showLater(JsonObject data, Screen screen) {
        for (JsonObject event : Rows.of(data, "events")) {
            screen.line(EventTable.line(event, nodes, screen));
        }
    }

    /** What comes after all that has been told so far. */
    private static String positions(JsonObject capacities) {
        Map<String, Long> newest = new TreeMap<>();
        for (String each : capacities.fieldNames()) {
            Number seq = Rows.number(Rows.object(capacities, each), "newest_seq");
            newest.put(each, seq == null ? 0 : seq.longValue());
        }
        return Positions.text(newest);
    }

    private static String filters(JsonObject filters) {
        List<String> named = new ArrayList<>();
        for (Map.Entry<String, Object> filter : filters) {
            if (filter.getValue() != null) {
                named.add(filter.getKey() + "=" + Rows.shown(filter.getValue()));
            }
        }
        return named.isEmpty() ? "none" : String.join(", ", named);
    }
}
