package dev.baton.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replies as JSON: {@code status}, {@code data} or {@code error}, {@code code}. On its own a reply is laid out for people, too;
 * of several each is one line. Characters that would steer a terminal are escaped beyond what JSON asks for.
 */
final class JsonOutput {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonOutput() {}

    /** Over several lines. */
    static String pretty(Reply reply) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter layout = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        layout.indentObjectsWith(indenter);
        layout.indentArraysWith(indenter);
        return text(reply, layout);
    }

    /** In one line. */
    static String line(Reply reply) {
        return text(reply, null);
    }

    private static String text(Reply reply, @Nullable DefaultPrettyPrinter layout) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(layout);
            json.writeStartObject();
            json.writeStringField("status", reply.isSuccess() ? "success" : "error");
            if (reply.isSuccess()) {
                json.writeFieldName("data");
                value(json, reply.data());
            } else {
                json.writeStringField("error", reply.error());
            }
            json.writeNumberField("code", reply.code());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text can't be written to", e);
        }
        return escaped(text.toString());
    }

    private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof JsonObject object) {
            object(json, object.getMap());
        } else if (value instanceof Map<?, ?> map) {
            object(json, map);
        } else if (value instanceof JsonArray array) {
            array(json, array.getList());
        } else if (value instanceof List<?> list) {
            array(json, list);
        } else {
            json.writeObject(value);
        }
    }

    private static void object(JsonGenerator json, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            value(json, entry.getValue());
        }
        json.writeEndObject();
    }

    private static void array(JsonGenerator json, List<?> list) throws IOException {
        json.writeStartArray();
        for (Object each : list) {
            value(json, each);
        }
        json.writeEndArray();
    }

    /** Line ends are the layout's own: those in strings are escaped already. */
    private static String escaped(String json) {
        StringBuilder escaped = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean hidden = c != '\n' && Visible.isHidden(c);
            if (hidden && escaped == null) {
                escaped = new StringBuilder(json.length() + 16).append(json, 0, i);
            }
            if (escaped != null) {
                escaped.append(hidden ? Visible.unicode(c) : String.valueOf(c));
            }
        }
        return escaped == null ? json : escaped.toString();
    }
}
