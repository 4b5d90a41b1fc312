package dev.baton.cli;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The nodes that an answer is of; none outside a cluster. */
final class Nodes {
    private static final String UNREACHABLE = "unreachable";

    private Nodes() {}

    static List<JsonObject> of(JsonObject data) {
        return Rows.of(data, "nodes");
    }

    /** Whether the answer is that of a cluster. */
    static boolean isCluster(JsonObject data) {
        return !of(data).isEmpty();
    }

    /** The names of those that can't be reached, of which only older news is known. */
    static Set<String> unreachable(JsonObject data) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonObject node : of(data)) {
            if (isUnreachable(node)) {
                names.add(Rows.text(node, "node"));
            }
        }
        return names;
    }

    private static boolean isUnreachable(JsonObject node) {
        return Rows.text(node, "state").equals(UNREACHABLE);
    }

    /** Says below a table of which rows are older than the others. */
    static void sayWhoIsUnreachable(JsonObject data, Screen screen) {
        for (JsonObject node : of(data)) {
            if (isUnreachable(node)) {
                screen.line(Visible.of(Rows.text(node, "node")) + " can't be reached (for "
                        + Spans.of(Rows.number(node, "age")) + "): its rows are as of then.");
            }
        }
    }

    /** Which parts of the answer are missing, and why, in a sentence each. */
    static List<String> missing(JsonObject data) {
        return of(data).stream()
                .filter(node -> !Rows.text(node, "missing").isEmpty())
                .map(node -> "Node '" + Rows.text(node, "node") + "' is missing here: " + Rows.text(node, "missing"))
                .toList();
    }

    static Table table(List<JsonObject> nodes) {
        Table table = new Table(List.of(
                        Column.whole("NODE"),
                        Column.whole("STATE"),
                        Column.whole("HEARD"),
                        Column.number("AGENTS"),
                        Column.number("RUNNING"),
                        Column.number("WAITING"),
                        Column.number("UPTIME"),
                        Column.text("VERSION"),
                        Column.text("ADDRESS"),
                        Column.text("LABELS")))
                .colouredBy("STATE");
        for (JsonObject node : nodes) {
            boolean isUp = Rows.text(node, "state").equals("up");
            table.row(texts(node, isUp), !isUp);
        }
        return table;
    }

    private static List<String> texts(JsonObject node, boolean isUp) {
        return List.of(
                Rows.text(node, "node"),
                isUp && Rows.flag(node, "shutting_down")
                        ? "STOPPING"
                        : Rows.text(node, "state").toUpperCase(Locale.ROOT),
                isUp ? "now" : Spans.of(Rows.number(node, "age")) + " ago",
                Spans.whole(Rows.number(node, "total_agents")),
                Spans.whole(Rows.number(node, "running_agents")) + "/" + Spans.whole(Rows.number(node, "max_workers")),
                Spans.whole(Rows.number(node, "waiting_agents")),
                Spans.of(Rows.number(node, "uptime")),
                Rows.text(node, "version"),
                Rows.text(node, "address"),
                labels(Rows.object(node, "labels")));
    }

    private static String labels(JsonObject labels) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Object> each : labels) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(each.getKey())
                    .append('=')
                    .append(Rows.shown(each.getValue()));
        }
        return text.toString();
    }
}
