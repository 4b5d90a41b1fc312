package dev.baton.runtime.program;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The end of what a process wrote, which may say why it ended. Safe to use from any thread. */
public final class LastWords {
    private static final int ROOM = 4 * 1024;

    private final byte[] ring = new byte[ROOM];
    private long written;

    /** Listens in on what goes to {@code output}. */
    public Output listenIn(Output output) {
        return new Output() {
            @Override
            public void accept(byte[] chunk, int offset, int length) {
                hear(chunk, offset, length);
                output.accept(chunk, offset, length);
            }

            @Override
            public void end() {
                output.end();
            }
        };
    }

    private synchronized void hear(byte[] chunk, int offset, int length) {
        for (int i = Math.max(0, length - ROOM); i < length; i++) {
            ring[(int) (written++ % ROOM)] = chunk[offset + i];
        }
    }

    /** The last lines that are not blank, in the order they were written; of the first of them maybe only the end. */
    public synchronized List<String> lines() {
        int length = (int) Math.min(written, ROOM);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((written - length + i) % ROOM)];
        }
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The last of the lines, or as much of its end as was kept; empty if there is none. */
    public String line() {
        List<String> lines = lines();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
}
