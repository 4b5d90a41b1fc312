package dev.baton.runtime.child;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which each side sends records of its own: a length of four bytes, then as many. One thread reads; any may
 * send, and waits while the other side does not read.
 */
final class Line implements Closeable {
    /** The most bytes of one message. */
    static final int LONGEST = 4 << 20;

    private static final int READ_BUFFER = 64 * 1024;

    private final DataInputStream in;
    private final OutputStream out;
    private final Closeable socket;
    private final Wire incoming;
    private final Wire outgoing;

    Line(InputStream in, OutputStream out, Closeable socket, Wire incoming, Wire outgoing) {
        this.in = new DataInputStream(new BufferedInputStream(in, READ_BUFFER));
        this.out = out;
        this.socket = socket;
        this.incoming = incoming;
        this.outgoing = outgoing;
    }

    /** {@code message} in bytes, to be sent with others. */
    byte[] encode(Record message) {
        byte[] body = outgoing.encode(message);
        if (body.length > LONGEST) {
            throw new IllegalArgumentException("a " + message.getClass().getSimpleName() + " of " + body.length
                    + " bytes can't be sent to another JVM: " + LONGEST + " are the most");
        }
        return ByteBuffer.allocate(Integer.BYTES + body.length)
                .putInt(body.length)
                .put(body)
                .array();
    }

    void send(byte[] encoded) throws IOException {
        synchronized (out) {
            out.write(encoded);
        }
    }

    void send(Record message) throws IOException {
        send(encode(message));
    }

    /**
     * The next message; null at the end of the line.
     *
     * @param longest the most bytes it may have
     * @throws Garbled if it is none
     */
    @Nullable
    Record read(int longest) throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException end) {
            return null;
        }
        if (length < 0 || length > longest) {
            throw new Garbled("it is " + Integer.toUnsignedString(length) + " bytes long");
        }
        byte[] body = in.readNBytes(length);
        return body.length < length ? null : incoming.decode(body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
