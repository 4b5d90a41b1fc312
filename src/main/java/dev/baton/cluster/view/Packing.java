package dev.baton.cluster.view;

import dev.baton.cluster.wire.WireLimits;
import dev.baton.command.AgentRow;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * As many rows as go into one message.
 *
 * @param rows those from the beginning that fit, at least one if there are any
 * @param message with them in it
 */
record Packing(List<AgentRow> rows, Buffer message) {
    private static final int LONGEST_REASON = 4_000;

    /** Packs what fits of {@code rows}; {@code writing} makes the message with some of them. */
    static Packing of(List<AgentRow> rows, Function<List<AgentRow>, Buffer> writing) {
        int count = Math.min(rows.size(), WireLimits.MOST_ROWS);
        while (true) {
            List<AgentRow> some = List.copyOf(rows.subList(0, count));
            Buffer message = writing.apply(some);
            if (message.length() <= WireLimits.LARGEST_PAGE || count == 0) {
                return new Packing(some, message);
            }
            if (count == 1) {
                List<AgentRow> slim = List.of(slim(some.get(0), message.length()));
                return new Packing(slim, writing.apply(slim));
            }
            count /= 2;
        }
    }

    /** Without its config, which alone can be that large. */
    private static AgentRow slim(AgentRow row, int length) {
        String reason = row.reason();
        return new AgentRow(
                row.name(),
                row.className(),
                new JsonObject().put("…", "left out: its JSON has " + length + " bytes; ask its own node for it"),
                row.state(),
                row.terminationStatus(),
                reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + '…',
                row.group(),
                row.vital(),
                row.node(),
                row.incarnation(),
                row.restarts(),
                row.pid(),
                row.uptime());
    }
}
