package dev.baton.launcher;

import dev.baton.runtime.tree.Sink;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Hands on the lines of one process with a word before each that says whose they are. Used by one thread at a time; several
 * may write to the same stream, whose lines then come one after the other.
 */
final class TaggedLines implements Sink {
    private static final int LONGEST = 64 * 1024;

    private final byte[] tag;
    private final PrintStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    TaggedLines(String tag, PrintStream out) {
        this.tag = tag.getBytes(StandardCharsets.UTF_8);
        this.out = out;
    }

    @Override
    public void accept(byte[] chunk, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (line.size() == 0) {
                line.write(tag, 0, tag.length);
            }
            line.write(chunk[i]);
            // One that is longer goes on as another, rather than to fill the memory.
            if (chunk[i] == '\n') {
                handOn();
            } else if (line.size() >= LONGEST) {
                line.write('\n');
                handOn();
            }
        }
    }

    @Override
    public void end() {
        if (line.size() > 0) {
            line.write('\n');
            handOn();
        }
    }

    /** In one piece, so that no other line gets in between. */
    private void handOn() {
        byte[] whole = line.toByteArray();
        out.write(whole, 0, whole.length);
        out.flush();
        line.reset();
    }
}
