package dev.baton.protocol;

import static dev.baton.protocol.JsonValues.any;
import static dev.baton.protocol.JsonValues.counts;
import static dev.baton.protocol.JsonValues.number;
import static dev.baton.protocol.JsonValues.text;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.baton.command.Answer;
import dev.baton.command.Command;
import dev.baton.command.EventRow;
import dev.baton.event.Event;
import java.io.IOException;
import java.util.List;
import java.util.Map.Entry;
import java.util.TreeMap;

/** What happened, and how often. */
final class EventJson {
    private EventJson() {}

    static void write(Answer.Events answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        rows(answer.events(), json);
        filters(answer.filters(), json);
        capacity("capacity_info", answer.capacity(), json);
        if (!answer.capacities().isEmpty()) {
            json.writeObjectFieldStart("capacity_by_node");
            for (Entry<String, Answer.Capacity> each : new TreeMap<>(answer.capacities()).entrySet()) {
                capacity(each.getKey(), each.getValue(), json);
            }
            json.writeEndObject();
        }
        NodeJson.write(answer.nodes(), json);
        json.writeEndObject();
    }

    /** What came after the answer, to who follows. */
    static void writeLater(List<EventRow> rows, long missed, JsonGenerator json) throws IOException {
        json.writeStartObject();
        rows(rows, json);
        json.writeNumberField("missed", missed);
        json.writeEndObject();
    }

    static void write(EventRow row, JsonGenerator json) throws IOException {
        Event event = row.event();
        json.writeStartObject();
        json.writeNumberField("seq", event.seq());
        json.writeStringField("timestamp", Timestamps.format(event.timestamp()));
        json.writeStringField("category", event.category().label());
        json.writeStringField("event_name", event.name());
        text(json, "agent", event.agent());
        json.writeStringField("severity", event.severity().name());
        json.writeNumberField("incarnation", event.incarnation());
        json.writeStringField("node", event.node());
        json.writeFieldName("data");
        any(json, row.data());
        json.writeEndObject();
    }

    static void write(Answer.EventCounts answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("statistics");
        counts(json, "by_type", answer.byType());
        counts(json, "by_agent", answer.byAgent());
        json.writeEndObject();
        capacity("capacity_info", answer.capacity(), json);
        NodeJson.write(answer.nodes(), json);
        json.writeEndObject();
    }

    private static void rows(List<EventRow> rows, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("events");
        for (EventRow row : rows) {
            write(row, json);
        }
        json.writeEndArray();
        json.writeNumberField("count", rows.size());
    }

    private static void filters(Command.History question, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("filters");
        json.writeNumberField("last", question.last());
        text(json, "agent", question.agent());
        text(json, "type", question.type());
        if (question.after().isEmpty()) {
            number(json, "after_seq", question.afterSeq());
        } else {
            json.writeStringField("after_seq", Positions.text(question.after()));
        }
        if (question.node() != null) {
            json.writeStringField("node", question.node());
        }
        json.writeEndObject();
    }

    private static void capacity(String field, Answer.Capacity capacity, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("current_size", capacity.currentSize());
        json.writeNumberField("capacity", capacity.capacity());
        json.writeNumberField("oldest_seq", capacity.oldestSeq());
        json.writeNumberField("newest_seq", capacity.newestSeq());
        json.writeNumberField("total_events", capacity.totalEvents());
        json.writeEndObject();
    }
}
