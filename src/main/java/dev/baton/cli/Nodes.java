package dev.baton.cli;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The nodes that an answer is of; none outside a cluster. */
final class Nodes {
    private static final String UNREACHABLE = "unreachable";
    private static final String GONE = "gone";

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
                screen.line(Visible.of(Rows.text(node, "node")) + " can't be reached: " + Visible.of(why(node))
                        + ". Its rows are what it told last.");
            }
        }
    }

    /** Says below a table of nodes why some can't be reached. */
    static void sayWhy(List<JsonObject> nodes, Screen screen) {
        List<JsonObject> those = nodes.stream().filter(Nodes::isUnreachable).toList();
        if (!those.isEmpty()) {
            screen.line("");
            those.forEach(node ->
                    screen.line(Visible.of(Rows.text(node, "node")) + " can't be reached: " + Visible.of(why(node))));
        }
    }

    /** An older Baton gives no reason. */
    private static String why(JsonObject node) {
        String reason = Rows.text(node, "reason");
        return reason.isEmpty() ? "nothing was heard from it for " + Spans.of(Rows.number(node, "age")) : reason;
    }

    /** Those that lack in the answer; who said goodbye is expected to. */
    static List<JsonObject> lacking(JsonObject data) {
        return of(data).stream()
                .filter(node -> !Rows.text(node, "missing").isEmpty()
                        && !Rows.text(node, "state").equals(GONE))
                .toList();
    }

    /** Which parts of the answer are missing, and why, in a sentence each. */
    static List<String> missing(JsonObject data) {
        return lacking(data).stream()
                .map(node -> "Node '" + Rows.text(node, "node") + "' is missing here: " + Rows.text(node, "missing"))
                .toList();
    }

    /** Versions have a column if they differ, labels if there are any. */
    static Table table(List<JsonObject> nodes) {
        boolean versions = nodes.stream()
                        .map(node -> Rows.text(node, "version"))
                        .distinct()
                        .count()
                > 1;
        boolean labels =
                nodes.stream().anyMatch(node -> !Rows.object(node, "labels").isEmpty());
        List<Column> columns = new ArrayList<>(List.of(
                Column.whole("NODE"),
                Column.whole("STATE"),
                Column.number("SILENT"),
                Column.number("AGENTS"),
                Column.number("RUN"),
                Column.number("WAIT"),
                Column.number("UPTIME"),
                Column.text("ADDRESS")));
        if (versions) {
            columns.add(Column.text("VERSION"));
        }
        if (labels) {
            columns.add(Column.text("LABELS"));
        }
        Table table = new Table(columns).colouredBy("STATE");
        for (JsonObject node : nodes) {
            boolean isUp = Rows.text(node, "state").equals("up");
            table.row(texts(node, isUp, versions, labels), !isUp);
        }
        return table;
    }

    private static List<String> texts(JsonObject node, boolean isUp, boolean versions, boolean labels) {
        List<String> texts = new ArrayList<>(List.of(
                Rows.text(node, "node"),
                isUp && Rows.flag(node, "shutting_down")
                        ? "STOPPING"
                        : Rows.text(node, "state").toUpperCase(Locale.ROOT),
                isUp ? Spans.NONE : Spans.of(Rows.number(node, "age")),
                Spans.whole(Rows.number(node, "total_agents")),
                Spans.whole(Rows.number(node, "running_agents")) + "/" + Spans.whole(Rows.number(node, "max_workers")),
                Spans.whole(Rows.number(node, "waiting_agents")),
                Spans.of(Rows.number(node, "uptime")),
                Rows.text(node, "address")));
        if (versions) {
            texts.add(Rows.text(node, "version"));
        }
        if (labels) {
            texts.add(labels(Rows.object(node, "labels")));
        }
        return texts;
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
