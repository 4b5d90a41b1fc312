package dev.baton.runtime.program;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A stream that remembers the end of what went through it. Read by one thread; to be asked when that is done. */
final class LastWords extends FilterInputStream {
    private static final int ROOM = 512;

    private final byte[] last = new byte[ROOM];
    private int length;

    LastWords(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] chunk, int offset, int most) throws IOException {
        int read = super.read(chunk, offset, most);
        if (read > 0) {
            keep(chunk, offset, read);
        }
        return read;
    }

    private void keep(byte[] chunk, int offset, int read) {
        int fresh = Math.min(read, ROOM);
        int old = Math.min(length, ROOM - fresh);
        System.arraycopy(last, length - old, last, 0, old);
        System.arraycopy(chunk, offset + read - fresh, last, old, fresh);
        length = old + fresh;
    }

    /** The last line that is not blank, or as much of its end as was kept; empty if there is none. */
    String line() {
        return new String(last, 0, length, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce("", (before, line) -> line);
    }
}
