package dev.baton.control.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** What waits to be written to one client. For the socket's thread. */
final class Outbox {
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private int writtenOfFirst;
    private long size;

    void add(byte[] line) {
        lines.addLast(line);
        size += line.length;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** In bytes. */
    long size() {
        return size;
    }

    /**
     * Writes what the client takes now, by way of {@code scratch}.
     *
     * @return how many bytes it took
     */
    long flush(WritableByteChannel channel, ByteBuffer scratch) throws IOException {
        long before = size;
        while (!lines.isEmpty()) {
            scratch.clear();
            fill(scratch);
            scratch.flip();
            int offered = scratch.remaining();
            int taken = channel.write(scratch);
            remove(taken);
            if (taken < offered) {
                break;
            }
        }
        return before - size;
    }

    private void fill(ByteBuffer scratch) {
        int from = writtenOfFirst;
        for (byte[] line : lines) {
            int length = Math.min(line.length - from, scratch.remaining());
            scratch.put(line, from, length);
            from = 0;
            if (!scratch.hasRemaining()) {
                return;
            }
        }
    }

    private void remove(int bytes) {
        size -= bytes;
        int left = bytes;
        while (left > 0) {
            int rest = lines.getFirst().length - writtenOfFirst;
            if (left < rest) {
                writtenOfFirst += left;
                return;
            }
            left -= rest;
            writtenOfFirst = 0;
            lines.removeFirst();
        }
    }

    void clear() {
        lines.clear();
        writtenOfFirst = 0;
        size = 0;
    }
}
