package dev.baton.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts what arrives on one connection into lines. Holds at most one line, of at most {@code limit} bytes: what is longer is left
 * out up to its end, and told once. A carriage return before the line end belongs to the end. Not safe for several threads.
 */
public final class LineSplitter {
    private static final int FIRST_SIZE = 512;
    /** A buffer larger than this is not kept for the next line. */
    private static final int LARGEST_KEPT = 16 * 1024;

    private final int limit;
    private byte[] held = new byte[FIRST_SIZE];
    private int size;
    private boolean tooLong;

    /** For lines of at most {@code limit} bytes, without their ends. */
    public LineSplitter(int limit) {
        this.limit = limit;
    }

    /** Whoever gets the lines. */
    public interface Lines {
        /** A line without its end; the bytes are good until this returns. */
        void line(byte[] bytes, int offset, int length);

        /** A line was longer than it may be. */
        void tooLong();

        /** Whether to go on; what isn't taken stays where it came from. */
        default boolean wantsMore() {
            return true;
        }
    }

    /** Takes {@code bytes}, up to the first line end after which no more lines are wanted. */
    public void split(ByteBuffer bytes, Lines lines) {
        while (bytes.hasRemaining() && lines.wantsMore()) {
            int end = lineEnd(bytes);
            int length = (end < 0 ? bytes.limit() : end) - bytes.position();
            hold(bytes, length);
            if (end >= 0) {
                bytes.position(end + 1);
                finish(lines);
            }
        }
    }

    /** How many bytes of memory it holds. */
    public int held() {
        return held.length;
    }

    /** Whether the last line has begun, but not ended. */
    public boolean isInLine() {
        return size > 0 || tooLong;
    }

    private static int lineEnd(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void hold(ByteBuffer bytes, int length) {
        // One byte more than the limit, for the carriage return.
        if (tooLong || size + (long) length > limit + 1L) {
            tooLong = true;
            size = 0;
            bytes.position(bytes.position() + length);
            return;
        }
        if (size + length > held.length) {
            held = Arrays.copyOf(held, Math.min(Math.max(held.length * 2, size + length), limit + 1));
        }
        bytes.get(held, size, length);
        size += length;
    }

    private void finish(Lines lines) {
        byte[] line = held;
        int length = size > 0 && line[size - 1] == '\r' ? size - 1 : size;
        boolean refused = tooLong || length > limit;
        size = 0;
        tooLong = false;
        if (held.length > LARGEST_KEPT) {
            held = new byte[FIRST_SIZE];
        }
        if (refused) {
            lines.tooLong();
        } else {
            lines.line(line, 0, length);
        }
    }
}
