package dev.baton.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.baton.command.Answer;
import dev.baton.command.LogRow;
import java.io.IOException;
import java.util.List;

/** What agents wrote. */
final class LogJson {
    private LogJson() {}

    static void write(Answer.LogLines answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        rows(answer.lines(), json);
        if (answer.incomplete() != null) {
            json.writeStringField("incomplete", answer.incomplete());
        }
        NodeJson.write(answer.nodes(), json);
        json.writeEndObject();
    }

    /** What came after the answer, to who follows. */
    static void writeLater(List<LogRow> rows, long missed, JsonGenerator json) throws IOException {
        json.writeStartObject();
        rows(rows, json);
        json.writeNumberField("missed", missed);
        json.writeEndObject();
    }

    static void write(LogRow row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("agent", row.agent());
        json.writeNumberField("seq", row.seq());
        json.writeStringField("timestamp", Timestamps.format(row.timestamp()));
        json.writeStringField("stream", row.stream());
        json.writeStringField("level", row.level());
        json.writeStringField("text", row.text());
        NodeJson.write(row.node(), json);
        json.writeEndObject();
    }

    private static void rows(List<LogRow> rows, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("lines");
        for (LogRow row : rows) {
            write(row, json);
        }
        json.writeEndArray();
        json.writeNumberField("count", rows.size());
    }
}
