package dev.baton.cli;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Events, one a line. */
final class EventTable {
    private static final List<Column> COLUMNS = List.of(
            Column.number("SEQ"),
            Column.whole("TIME"),
            Column.whole("CATEGORY"),
            Column.whole("TYPE"),
            Column.whole("AGENT"),
            Column.whole("SEV"),
            Column.text("DATA"));
    private static final Column NODE = Column.whole("NODE");
    private static final String NODE_FIRST = "%-12s  ";
    private static final String ROW = "%6s  %-24s  %-12s  %-18s  %-16s  %-5s  %s";

    private EventTable() {}

    /** @param nodes whether they are of several nodes, which are each numbered by themselves */
    static Table of(List<JsonObject> events, boolean nodes) {
        Table table = new Table(columns(nodes)).colouredBy("SEV");
        events.forEach(event -> table.row(texts(event, nodes)));
        return table;
    }

    private static List<Column> columns(boolean nodes) {
        List<Column> columns = new ArrayList<>(COLUMNS);
        if (nodes) {
            columns.add(0, NODE);
        }
        return columns;
    }

    /** A line for an event that comes when nobody knows yet how wide the next ones will be. */
    static String line(JsonObject event, boolean nodes, Screen screen) {
        Object[] texts = texts(event, nodes).stream().map(Visible::of).toArray();
        String line = String.format(Locale.ROOT, row(nodes), texts).stripTrailing();
        Colour colour = Colour.of(Rows.text(event, "severity"));
        return screen.paint(colour, screen.isTerminal() ? Visible.fit(line, screen.columns()) : line);
    }

    static String header(boolean nodes) {
        Object[] headers = columns(nodes).stream().map(Column::header).toArray();
        return String.format(Locale.ROOT, row(nodes), headers);
    }

    private static String row(boolean nodes) {
        return nodes ? NODE_FIRST + ROW : ROW;
    }

    private static List<String> texts(JsonObject event, boolean nodes) {
        List<String> texts = new ArrayList<>(List.of(
                Rows.text(event, "seq"),
                Rows.text(event, "timestamp"),
                Rows.text(event, "category"),
                Rows.text(event, "event_name"),
                Rows.text(event, "agent").isEmpty() ? Spans.NONE : Rows.text(event, "agent"),
                Rows.text(event, "severity"),
                data(event)));
        if (nodes) {
            texts.add(0, Rows.text(event, "node"));
        }
        return texts;
    }

    /** The details as {@code key=value}, or the beginning of their JSON if they were too long. */
    static String data(JsonObject event) {
        if (!(event.getValue("data") instanceof JsonObject data)) {
            return Rows.text(event, "data");
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Object> each : data) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(each.getKey())
                    .append('=')
                    .append(Rows.shown(each.getValue()));
        }
        return text.toString();
    }

    /** How full the history is. */
    static String fill(JsonObject capacity) {
        return "Buffer: " + Spans.whole(Rows.number(capacity, "current_size")) + "/"
                + Spans.whole(Rows.number(capacity, "capacity")) + " events";
    }
}
