package dev.baton.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The lines that come out of a stream, collected by a thread of their own. */
final class Lines {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Lines(InputStream stream, String name) {
        reader = new Thread(() -> read(stream), name);
        reader.setDaemon(true);
    }

    static Lines of(InputStream stream, String name) {
        Lines lines = new Lines(stream, name);
        lines.reader.start();
        return lines;
    }

    private void read(InputStream stream) {
        try (BufferedReader buffered = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = buffered.readLine(); line != null; line = buffered.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("(the stream broke: " + e + ")");
        }
    }

    /** Those that have come so far. */
    List<String> soFar() {
        return List.copyOf(lines);
    }

    /** Waits for the stream's end, which comes with that of its process. */
    void awaitEnd() throws InterruptedException {
        reader.join();
    }
}
