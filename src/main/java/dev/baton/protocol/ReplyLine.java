package dev.baton.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.baton.command.Answer;
import dev.baton.command.CommandFailure;
import dev.baton.command.EventRow;
import dev.baton.command.LogRow;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines a server writes: an envelope around the data, in UTF-8, with its line end. */
public final class ReplyLine {
    private static final JsonText.Writer NOTHING = json -> {
        json.writeStartObject();
        json.writeEndObject();
    };

    private ReplyLine() {}

    /** What a command brought. */
    public static byte[] success(String requestId, Answer answer, Instant now) {
        return envelope(0, json -> AnswerJson.write(answer, json), "", requestId, now);
    }

    /** Why a command brought nothing. */
    public static byte[] failure(String requestId, CommandFailure failure, Instant now) {
        return envelope(failure.code(), NOTHING, failure.sentence(), requestId, now);
    }

    /**
     * Events that came after the answer, to who follows.
     *
     * @param missed how many events before these, at least, could not be kept for a reader that was too slow or got lost on the
     *     way from another node; 0 if it has had all
     */
    public static byte[] laterEvents(String requestId, List<EventRow> events, long missed, Instant now) {
        return envelope(0, json -> EventJson.writeLater(events, missed, json), "", requestId, now);
    }

    /**
     * Log lines that came after the answer, to who follows.
     *
     * @param missed how many lines before these, at least, could not be kept for a reader that was too slow or got lost on the
     *     way from another node; 0 if it has had all
     */
    public static byte[] laterLines(String requestId, List<LogRow> lines, long missed, Instant now) {
        return envelope(0, json -> LogJson.writeLater(lines, missed, json), "", requestId, now);
    }

    /**
     * For clients: reads a line, without its end.
     *
     * @throws IOException if that is no reply of a Baton; the message says why
     */
    public static Reply read(byte[] bytes, int offset, int length) throws IOException {
        Map<String, @Nullable Object> line = JsonText.readReply(bytes, offset, length);
        if (!(line.get("payload") instanceof Map<?, ?> payload) || !(payload.get("code") instanceof Number code)) {
            throw new IOException("there is no payload with a code in it");
        }
        return new Reply(
                code.intValue(),
                data(payload.get("data")),
                text(payload.get("error")),
                text(payload.get("request_id")),
                text(payload.get("protocol_version")));
    }

    @SuppressWarnings("unchecked") // maps of JSON have strings for keys
    private static JsonObject data(@Nullable Object data) {
        return data instanceof Map<?, ?> map ? new JsonObject((Map<String, Object>) map) : new JsonObject();
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private static byte[] envelope(int code, JsonText.Writer data, String error, String requestId, Instant now) {
        return JsonText.line(json -> {
            json.writeStartObject();
            json.writeStringField("sender", Protocol.SERVER);
            json.writeStringField("event_name", Protocol.EVENT_NAME);
            json.writeObjectFieldStart("payload");
            payload(json, code, data, error, requestId);
            json.writeEndObject();
            json.writeStringField("timestamp", Timestamps.format(now));
            json.writeEndObject();
        });
    }

    private static void payload(JsonGenerator json, int code, JsonText.Writer data, String error, String requestId)
            throws IOException {
        json.writeStringField("status", code == 0 ? "success" : "error");
        json.writeNumberField("code", code);
        json.writeFieldName("data");
        data.write(json);
        json.writeStringField("error", error);
        json.writeStringField("request_id", requestId);
        json.writeStringField("protocol_version", Protocol.VERSION);
    }
}
