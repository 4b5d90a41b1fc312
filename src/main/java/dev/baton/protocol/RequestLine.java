package dev.baton.protocol;

import dev.baton.command.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line that a client sent, in two steps, so that an answer can carry the id of a request that is wrong otherwise. Nothing in it
 * is believed: what isn't exactly as it has to be is a 400 that says so.
 */
public final class RequestLine {
    private static final int LONGEST_QUOTE = 200;

    private final Map<?, ?> payload;
    private final String requestId;

    private RequestLine(Map<?, ?> payload, String requestId) {
        this.payload = payload;
        this.requestId = requestId;
    }

    /**
     * Reads a line, without its end.
     *
     * @throws CommandFailure 400 if it is no request, 413 if it is too long
     */
    public static RequestLine read(byte[] bytes, int offset, int length) {
        if (length > Protocol.LONGEST_REQUEST) {
            throw tooLong();
        }
        Map<String, @Nullable Object> line = object(bytes, offset, length);
        Object name = line.get("event_name");
        if (name != null && !name.equals(Protocol.EVENT_NAME)) {
            throw CommandFailure.malformed(
                    "event_name is " + Arguments.shown(name) + "; it must be \"" + Protocol.EVENT_NAME + "\"");
        }
        if (!(line.get("payload") instanceof Map<?, ?> payload)) {
            throw CommandFailure.malformed("the request has no object called payload, such as:"
                    + " {\"payload\":{\"command\":\"ps\",\"args\":[],\"request_id\":\"1\"}}");
        }
        return new RequestLine(payload, id(payload.get("request_id")));
    }

    /** What a line that is longer than {@link Protocol#LONGEST_REQUEST} is answered with. */
    public static CommandFailure tooLong() {
        return CommandFailure.tooLarge("the line is longer than " + Protocol.LONGEST_REQUEST
                + " bytes, the most a request may have: ask for less at a time");
    }

    /** The request's id; empty if it has none. */
    public String requestId() {
        return requestId;
    }

    /**
     * What is asked for.
     *
     * @throws CommandFailure 400 if there is no such command, or its arguments are wrong
     */
    public Request request() {
        if (!(payload.get("command") instanceof String command)) {
            throw CommandFailure.malformed("payload.command is " + Arguments.shown(payload.get("command"))
                    + "; it must be the name of a command, such as \"ps\"");
        }
        Object args = payload.get("args");
        if (args != null && !(args instanceof List<?>)) {
            throw CommandFailure.malformed(
                    "payload.args is " + Arguments.shown(args)
                            + "; it must be an array of names and at most one object with options, such as [\"a\",{\"wait\":false}]");
        }
        return CommandForms.read(requestId, command, args == null ? List.of() : (List<?>) args);
    }

    /**
     * For clients: a line that asks for {@code request}, with its end.
     *
     * @param sender who asks, for people who read along
     */
    public static byte[] write(Request request, String sender, Instant now) {
        return JsonText.line(json -> {
            json.writeStartObject();
            json.writeStringField("sender", sender);
            json.writeStringField("event_name", Protocol.EVENT_NAME);
            json.writeObjectFieldStart("payload");
            json.writeStringField("command", request.command().name());
            json.writeFieldName("args");
            JsonValues.any(json, CommandForms.arguments(request));
            json.writeStringField("request_id", request.id());
            json.writeObjectFieldStart("meta");
            json.writeEndObject();
            json.writeEndObject();
            json.writeStringField("timestamp", Timestamps.format(now));
            json.writeEndObject();
        });
    }

    private static Map<String, @Nullable Object> object(byte[] bytes, int offset, int length) {
        try {
            return JsonText.readRequest(bytes, offset, length);
        } catch (IOException e) {
            String start = new String(bytes, offset, Math.min(length, LONGEST_QUOTE), StandardCharsets.UTF_8);
            throw CommandFailure.malformed("the line is no request, because " + reason(e)
                    + ": send one JSON object per line, in UTF-8, nested at most " + Protocol.DEEPEST_REQUEST
                    + " deep; it begins with " + Arguments.shown(start));
        }
    }

    /** Without the parser's second line, which speaks of Java. */
    private static String reason(IOException e) {
        return String.valueOf(e.getMessage()).split("\n", 2)[0];
    }

    private static String id(@Nullable Object id) {
        if (id == null) {
            return "";
        }
        if (!(id instanceof String text) || text.length() > Protocol.LONGEST_ID) {
            throw CommandFailure.malformed("payload.request_id is " + Arguments.shown(id)
                    + "; it must be a string of at most " + Protocol.LONGEST_ID + " characters");
        }
        return text;
    }
}
