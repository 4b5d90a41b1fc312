package dev.baton.cli;

import dev.baton.protocol.Protocol;
import dev.baton.protocol.Reply;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.stream.Stream;

/** Server-sent events, each with one row in its data, as the replies that the socket would have sent. */
final class EventStream {
    private static final String GAP = "gap";

    private final String field;
    private final Connection.Listener listener;
    private String type = "";
    private final StringBuilder data = new StringBuilder();

    /** Tells {@code listener} rows called {@code field}. */
    EventStream(String field, Connection.Listener listener) {
        this.field = field;
        this.listener = listener;
    }

    /** Reads to the end, or until the listener has enough. The present comes as events, too, so it begins with none. */
    void hear(Stream<String> lines) {
        boolean more = tell(new JsonArray(), 0);
        Iterator<String> each = lines.iterator();
        while (more && each.hasNext()) {
            more = take(each.next());
        }
    }

    private boolean take(String line) {
        if (line.isEmpty()) {
            boolean more = data.isEmpty() || event();
            type = "";
            data.setLength(0);
            return more;
        }
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        String text = value.startsWith(" ") ? value.substring(1) : value;
        if (name.equals("event")) {
            type = text;
        } else if (name.equals("data")) {
            data.append(data.isEmpty() ? "" : "\n").append(text);
        }
        return true;
    }

    private boolean event() {
        try {
            JsonObject row = new JsonObject(data.toString());
            return type.equals(GAP)
                    ? tell(new JsonArray(), row.getLong("missed", 1L))
                    : tell(new JsonArray().add(row), 0);
        } catch (DecodeException e) {
            return true;
        }
    }

    private boolean tell(JsonArray rows, long missed) {
        JsonObject reply = new JsonObject().put(field, rows).put("count", rows.size());
        return listener.hear(new Reply(0, reply.put("missed", missed), "", "", Protocol.VERSION));
    }
}
