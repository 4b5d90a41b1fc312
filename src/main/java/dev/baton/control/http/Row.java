package dev.baton.control.http;

import dev.baton.command.EventRow;
import dev.baton.command.LogRow;
import dev.baton.protocol.Positions;
import dev.baton.protocol.ResourceJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that streams tell: an event or a log line, and its server-sent form once somebody needs it. Or the mark that
 * something is missing here.
 */
final class Row {
    /** More came at once than could be taken. */
    static final Row LOST = new Row("", 0, Ids.NONE, new Object());

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final String source;
    private final long seq;
    private final Ids ids;
    private final Object content;
    private int life;
    private @Nullable Buffer frame;

    private Row(String source, long seq, Ids ids, Object content) {
        this.source = source;
        this.seq = seq;
        this.ids = ids;
        this.content = content;
    }

    /** What the id of a row is. */
    private enum Ids {
        /** Its number: there is one numbering only. */
        NUMBER,
        /** The number of the last row of each source up to it. */
        POSITIONS,
        /** Nothing that one could go on after. */
        NONE
    }

    /** That some rows of a source can't be told. */
    private record Missed() {}

    static Row of(EventRow event) {
        return new Row("", event.event().seq(), Ids.NUMBER, event);
    }

    /** An event among those of several nodes, which are each numbered by themselves. */
    static Row ofNode(EventRow event) {
        return new Row(event.event().node(), event.event().seq(), Ids.POSITIONS, event);
    }

    /** A line among those of one agent only, on whatever nodes it is. */
    static Row of(LogRow line) {
        return new Row(line.node(), line.seq(), line.node().isEmpty() ? Ids.NUMBER : Ids.POSITIONS, line);
    }

    /** A line among those of several agents, which are each numbered by themselves. */
    static Row ofSeveral(LogRow line) {
        String source = line.node().isEmpty() ? line.agent() : line.node() + ' ' + line.agent();
        return new Row(source, line.seq(), Ids.NONE, line);
    }

    /** The mark that rows of {@code node} are missing here. */
    static Row missed(String node) {
        return new Row(node, 0, Ids.POSITIONS, new Missed());
    }

    /** The mark that lines of some of several agents are missing here. */
    static Row missedOfSeveral(String node) {
        return new Row(node, 0, Ids.NONE, new Missed());
    }

    /** Whose numbers {@link #seq} is one of; empty if there is one numbering only. */
    String source() {
        return source;
    }

    long seq() {
        return seq;
    }

    /** Whether it is no row, but says that some are missing. */
    boolean isMark() {
        return this == LOST || content instanceof Missed;
    }

    /** Whether it is one of several sources that are told apart by nodes. */
    boolean isOfNode() {
        return ids == Ids.POSITIONS;
    }

    /** How often its source had begun to count anew before it, as far as the feed has seen. */
    int life() {
        return life;
    }

    /** For the feed, which sees all rows in order. */
    void beginLife(int number) {
        life = number;
    }

    /** The event, if it is one. */
    @Nullable
    EventRow event() {
        return content instanceof EventRow event ? event : null;
    }

    /**
     * {@code data}, and {@code id} where it says enough to go on after it; where it is the same for all it is made once, by the
     * event loop.
     *
     * @param told the number of the last row of each source, this one included
     */
    Buffer frame(Map<String, Long> told) {
        return ids == Ids.POSITIONS
                ? Buffer.buffer("id: " + Positions.text(told) + '\n').appendBuffer(common())
                : common();
    }

    private Buffer common() {
        Buffer made = frame;
        if (made == null) {
            byte[] json =
                    content instanceof EventRow event ? ResourceJson.of(event) : ResourceJson.of((LogRow) content);
            made = Buffer.buffer(json.length + 40);
            if (ids == Ids.NUMBER) {
                // Lines of earlier Batons come before all numbers that one can go on after.
                made.appendString("id: " + Math.max(0, seq) + '\n');
            }
            made.appendBytes(DATA).appendBytes(json).appendBytes(END);
            frame = made;
        }
        return made;
    }
}
