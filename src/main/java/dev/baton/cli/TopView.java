package dev.baton.cli;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What {@code top} looks like: a summary, agents, the newest events, and a line to talk. */
final class TopView {
    static final String KEYS =
            "up/down or j/k to move, s start, x stop, r restart, p pause, u resume, / filter, q quit";

    private static final int LINES_AROUND = 5;
    private static final int SMALLEST_PART = 3;

    private TopView() {}

    /** How many agents fit at once. */
    static int agentLines(int lines) {
        return Math.max(SMALLEST_PART, (lines - LINES_AROUND) * 2 / 3);
    }

    /** Exactly {@code lines} lines. */
    static List<String> draw(TopModel model, Screen screen, int lines) {
        List<String> all = new ArrayList<>();
        all.add(summary(model.data()) + (model.filter().isEmpty() ? "" : "   filter: " + Visible.of(model.filter())));
        agents(model, screen, agentLines(lines), all);
        all.add("");
        events(model, screen, lines - all.size() - 1, all);
        while (all.size() < lines - 1) {
            all.add("");
        }
        all.add(Visible.fit(lastLine(model), screen.columns()));
        return all;
    }

    private static String summary(JsonObject data) {
        return "Orchestrator Status: " + Spans.whole(Rows.number(data, "running_count")) + "/"
                + Spans.whole(Rows.number(data, "max_workers")) + " agents running   Waiting in queue: "
                + Spans.whole(Rows.number(data, "waiting_count")) + unreachable(data);
    }

    private static String unreachable(JsonObject data) {
        Set<String> nodes = Nodes.unreachable(data);
        return nodes.isEmpty() ? "" : "   Not to be reached: " + Visible.of(String.join(", ", nodes));
    }

    private static void agents(TopModel model, Screen screen, int fits, List<String> all) {
        int selected = model.selectedIndex();
        int first = Math.max(0, Math.min(selected - fits / 2, model.shown().size() - fits));
        int end = Math.min(model.shown().size(), first + fits);
        List<String> table =
                AgentTable.of(model.shown().subList(first, end), model.data()).lines(screen);
        all.add("  " + table.get(0));
        for (int i = 1; i < table.size(); i++) {
            all.add((first + i - 1 == selected ? "> " : "  ") + table.get(i));
        }
        for (int i = end - first; i < fits; i++) {
            all.add("");
        }
    }

    private static void events(TopModel model, Screen screen, int fits, List<String> all) {
        List<JsonObject> events = model.events();
        boolean isCluster = Nodes.isCluster(model.data());
        for (JsonObject event : events.subList(Math.max(0, events.size() - Math.max(0, fits)), events.size())) {
            all.add(EventTable.line(event, isCluster, screen));
        }
    }

    private static String lastLine(TopModel model) {
        if (model.isEditing()) {
            return "filter: " + Visible.of(model.filter()) + "_   (Enter keeps it, Esc clears it)";
        }
        return model.message().isEmpty() ? KEYS : Visible.of(model.message());
    }
}
