package dev.baton.control.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What streams tell besides rows, as server-sent events. */
final class Frames {
    /** Says nothing; clients skip it. */
    static final Buffer COMMENT = Buffer.buffer(":\n\n");

    static final String STARTED_ANEW = "Baton was started anew since then, and counts from 1 again";
    static final String FORGOTTEN = "they are forgotten";

    private Frames() {}

    /** Says that rows are missing; null numbers for nobody knows which, an empty node outside a cluster. */
    static Buffer gap(String node, @Nullable Long from, @Nullable Long to, String reason) {
        JsonObject data = new JsonObject().put("from", from).put("to", to).put("reason", reason);
        return event("gap", node.isEmpty() ? data : data.put("node", node));
    }

    static Buffer event(String name, JsonObject data) {
        return Buffer.buffer("event: " + name + "\ndata: " + data.encode() + "\n\n");
    }
}
