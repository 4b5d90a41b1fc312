package dev.baton.control.http;

import dev.baton.command.EventRow;
import dev.baton.command.LogRow;
import dev.baton.protocol.ResourceJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Something that streams tell: an event or a log line, and its server-sent form once somebody needs it. Or the mark that
 * something is missing here.
 */
final class Row {
    /** More came at once than could be taken. */
    static final Row LOST = new Row("", 0, new Object());

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final String source;
    private final long seq;
    private final Object content;
    private @Nullable Buffer frame;

    private Row(String source, long seq, Object content) {
        this.source = source;
        this.seq = seq;
        this.content = content;
    }

    static Row of(EventRow event) {
        return new Row("", event.event().seq(), event);
    }

    /** A line among those of one agent only. */
    static Row of(LogRow line) {
        return new Row("", line.seq(), line);
    }

    /** A line among those of several agents, which are each numbered by themselves. */
    static Row ofSeveral(LogRow line) {
        return new Row(line.agent(), line.seq(), line);
    }

    /** Whose numbers {@link #seq} is one of; empty if there is one numbering only. */
    String source() {
        return source;
    }

    long seq() {
        return seq;
    }

    /** The event, if it is one. */
    @Nullable
    EventRow event() {
        return content instanceof EventRow event ? event : null;
    }

    /** {@code data}, and {@code id} where it says enough to go on after it; made once, by the event loop. */
    Buffer frame() {
        Buffer made = frame;
        if (made == null) {
            byte[] json =
                    content instanceof EventRow event ? ResourceJson.of(event) : ResourceJson.of((LogRow) content);
            made = Buffer.buffer(json.length + 40);
            if (source.isEmpty()) {
                // Lines of earlier Batons come before all numbers that one can go on after.
                made.appendString("id: " + Math.max(0, seq) + '\n');
            }
            made.appendBytes(DATA).appendBytes(json).appendBytes(END);
            frame = made;
        }
        return made;
    }
}
