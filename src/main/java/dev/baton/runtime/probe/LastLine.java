package dev.baton.runtime.probe;

import java.io.IOException;
import java.io.InputStream;

/** Reads the output of a command to its end, and remembers the last line in which something stands. */
final class LastLine {
    private static final int LONGEST = 512;
    private static final int CHUNK = 4096;

    private volatile String text = "";

    /** Reads until the end; blocks. */
    void read(InputStream from) {
        LineCollector lines = new LineCollector(LONGEST, line -> {
            if (!line.isBlank()) {
                text = line;
            }
        });
        byte[] chunk = new byte[CHUNK];
        try (from) {
            for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
                lines.accept(chunk, 0, length);
            }
        } catch (IOException e) {
            // The stream was closed under it: that is its end.
        }
        lines.end();
    }

    String text() {
        return Trouble.line(text);
    }
}
