package dev.baton.runtime.child;

import dev.baton.runtime.program.Output;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The end of what a JVM wrote to both of its streams, which may say why it ended. Safe to use from any thread. */
final class LastWords {
    private static final int MOST_BYTES = 4 * 1024;
    private static final int MOST_LINES = 3;
    private static final int LONGEST = 400;

    private final byte[] ring = new byte[MOST_BYTES];
    private long written;

    /** Listens in on what goes to {@code output}. */
    Output listenIn(Output output) {
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
        for (int i = Math.max(0, length - MOST_BYTES); i < length; i++) {
            ring[(int) (written++ % MOST_BYTES)] = chunk[offset + i];
        }
    }

    private synchronized List<String> lines() {
        int length = (int) Math.min(written, MOST_BYTES);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((written - length + i) % MOST_BYTES)];
        }
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The last lines in one, empty if nothing was written. */
    String last() {
        List<String> lines = lines();
        return cut(String.join(" | ", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size())));
    }

    /** The last line in which the JVM itself says why it can't go on, empty if there is none. */
    String lastOfTheJvm() {
        return lines().stream()
                .filter(line ->
                        line.startsWith("Terminating due to ") || line.contains("fatal error has been detected"))
                .reduce((earlier, later) -> later)
                .map(LastWords::cut)
                .orElse("");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
    }
}
