package dev.baton.cli;

import dev.baton.protocol.Protocol;
import dev.baton.protocol.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Stream;

/** Server-sent events, each with one row in its data, as the replies that the socket would have sent. */
final class EventStream {
    /** How far the events of each node have been told; only there in a cluster. */
    static final String POSITIONS = "positions";

    private static final String GAP = "gap";
    private static final String HELLO = "hello";

    private final String field;
    private final Connection.Listener listener;
    private String type = "";
    private boolean begun;
    private final StringBuilder data = new StringBuilder();

    /** Tells {@code listener} rows called {@code field}. */
    EventStream(String field, Connection.Listener listener) {
        this.field = field;
        this.listener = listener;
    }

    /**
     * Reads to the end, or until the listener has enough. The present comes as events, too, so it begins with none: when the
     * stream has said hello if it is one that does.
     */
    void hear(Stream<String> lines) {
        begun = !field.equals("events");
        boolean more = !begun || tell(new JsonArray(), 0);
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
            JsonObject row = HttpBody.parse(data.toString());
            if (type.equals(HELLO)) {
                return begun || begin(row);
            }
            boolean more = begun || begin(new JsonObject());
            return more && (type.equals(GAP) ? tellGap(row) : tell(new JsonArray().add(row), 0));
        } catch (IOException e) {
            return true;
        }
    }

    private boolean begin(JsonObject hello) {
        begun = true;
        JsonObject present = new JsonObject();
        if (hello.containsKey(POSITIONS)) {
            present.put(POSITIONS, hello.getValue(POSITIONS));
        }
        return tell(new JsonArray(), 0, present);
    }

    private boolean tellGap(JsonObject gap) {
        Number from = Rows.number(gap, "from");
        Number to = Rows.number(gap, "to");
        long missed = from == null || to == null ? 1 : Math.max(1, to.longValue() - from.longValue() + 1);
        JsonObject more = gap.containsKey("node") ? new JsonObject().put(GAP, gap) : new JsonObject();
        return tell(new JsonArray(), missed, more);
    }

    private boolean tell(JsonArray rows, long missed) {
        return tell(rows, missed, new JsonObject());
    }

    private boolean tell(JsonArray rows, long missed, JsonObject more) {
        JsonObject reply =
                new JsonObject().put(field, rows).put("count", rows.size()).put("missed", missed);
        return listener.hear(new Reply(0, reply.mergeIn(more), "", "", Protocol.VERSION));
    }
}
