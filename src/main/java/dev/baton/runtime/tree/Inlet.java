package dev.baton.runtime.tree;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The end of a pipe from which a process reads. Closed by whoever uses it, and when the process is gone. */
final class Inlet extends OutputStream {
    private final int fd;
    private int writers;
    private boolean closed;

    /** Takes over {@code fd}. */
    Inlet(int fd) {
        this.fd = fd;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!enter()) {
            throw closed();
        }
        try {
            writeAll(bytes, offset, length);
        } finally {
            leave();
        }
    }

    private void writeAll(byte[] bytes, int offset, int length) throws IOException {
        for (int at = offset; at < offset + length; ) {
            if (isClosed()) {
                throw closed();
            }
            byte[] rest = Arrays.copyOfRange(bytes, at, offset + length);
            long written = LibC.write(fd, rest, rest.length);
            if (written < 0 && LibC.errno() != LibC.EINTR) {
                throw new IOException("the process reads no more: " + LibC.words(LibC.errno()));
            }
            at += (int) Math.max(0, written);
        }
    }

    private static IOException closed() {
        return new IOException("the pipe to the process is closed");
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean enter() {
        if (!closed) {
            writers++;
        }
        return !closed;
    }

    /** The last one out closes: a number that is closed may be that of another file the next moment. */
    private synchronized void leave() {
        if (--writers == 0 && closed) {
            LibC.close(fd);
        }
    }

    /** Doesn't wait for whoever writes: its end is closed once he is done. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (writers == 0) {
                LibC.close(fd);
            }
        }
    }
}
