package dev.baton.runtime.probe;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes lines of the bytes of a stream, each cut after a number of bytes. For one thread at a time. */
public final class LineCollector {
    private final byte[] line;
    private final Consumer<String> reader;
    private int length;

    /** @param longest how many bytes of a line are looked at */
    public LineCollector(int longest, Consumer<String> reader) {
        this.line = new byte[longest];
        this.reader = reader;
    }

    /** The next bytes of the stream. */
    public void accept(byte[] chunk, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (chunk[i] == '\n') {
                end();
            } else if (length < line.length) {
                line[length] = chunk[i];
                length++;
            }
        }
    }

    /** Takes what there is for a line, if there is anything. */
    public void end() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        length = 0;
        if (end > 0) {
            reader.accept(new String(line, 0, end, StandardCharsets.UTF_8));
        }
    }
}
