package dev.baton.runtime.tree;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/** The end of a pipe from which a process reads. Closed by whoever uses it, and when the process is gone. */
final class Inlet extends OutputStream {
    private final int fd;
    private final AtomicBoolean closed = new AtomicBoolean();

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
        for (int at = offset; at < offset + length; ) {
            if (closed.get()) {
                throw new IOException("the pipe to the process is closed");
            }
            byte[] rest = Arrays.copyOfRange(bytes, at, offset + length);
            long written = LibC.write(fd, rest, rest.length);
            if (written < 0 && LibC.errno() != LibC.EINTR) {
                throw new IOException("the process reads no more: " + LibC.words(LibC.errno()));
            }
            at += (int) Math.max(0, written);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            LibC.close(fd);
        }
    }
}
