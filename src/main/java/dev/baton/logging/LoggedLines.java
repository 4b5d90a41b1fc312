package dev.baton.logging;

import io.vertx.core.Context;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way of loggers' lines to agents' files: through a queue to a thread of its own, which is there as soon as there is a
 * line. When the disk is too slow, an agent waits for up to 100 ms per line, and event loops never; a line that finds no
 * room is lost and counted.
 */
final class LoggedLines implements AutoCloseable {
    /** So many files are held open; the one that was idle for longest is closed for another. */
    private static final int MOST_OPEN = 256;

    private static final long QUEUE_BYTES = 4 << 20;
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final long LAST_WORDS_SECONDS = 5;
    private static final byte[] NOTHING = {};

    private final Function<String, @Nullable OutputFile> files;
    private final LineQueue queue = new LineQueue(QUEUE_BYTES, missing -> NOTHING);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Thread writer = new Thread(this::writeUntilClosed, "baton-log-agents");
    private final Map<String, OutputFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private volatile boolean settled;

    /** @param files acquires the file of an agent; null if it has none */
    LoggedLines(Function<String, @Nullable OutputFile> files) {
        this.files = files;
        writer.setDaemon(true);
    }

    /** One more line, of an agent that has a file. */
    void offer(LogBook.Line line, LogLevel level) {
        if (begun.compareAndSet(false, true)) {
            writer.start();
        }
        String whole = line.agent() + ' ' + FileLine.logged(line.timestamp(), level, line.text());
        queue.offer(
                whole.getBytes(StandardCharsets.UTF_8),
                level.reaches(LogLevel.WARNING),
                Context.isOnEventLoopThread() ? Duration.ZERO : PATIENCE);
    }

    /** Other settings hold from now on. */
    void settle() {
        settled = true;
    }

    /** How many lines found no room. */
    long dropped() {
        return queue.dropped();
    }

    /** Writes what is under way, for some seconds at most. */
    @Override
    public void close() {
        queue.close();
        if (!begun.get()) {
            return;
        }
        try {
            writer.join(TimeUnit.SECONDS.toMillis(LAST_WORDS_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilClosed() {
        try {
            for (List<byte[]> lines = queue.take(); !lines.isEmpty(); lines = queue.take()) {
                if (settled) {
                    settled = false;
                    releaseBut(0);
                }
                write(lines);
                queue.written(lines);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.close();
            releaseBut(0);
        }
    }

    private void write(List<byte[]> lines) {
        Map<String, Gathered> byAgent = new LinkedHashMap<>();
        for (byte[] line : lines) {
            int space = indexOfSpace(line);
            if (space > 0) {
                String agent = new String(line, 0, space, StandardCharsets.UTF_8);
                byAgent.computeIfAbsent(agent, name -> new Gathered()).add(line, space + 1);
            }
        }
        byAgent.forEach((agent, gathered) -> {
            @Nullable OutputFile file = open.computeIfAbsent(agent, files);
            if (file != null) {
                byte[] bytes = gathered.bytes.toByteArray();
                file.write(bytes, bytes.length, gathered.count);
            }
        });
        releaseBut(MOST_OPEN);
    }

    private void releaseBut(int most) {
        Iterator<OutputFile> idleFirst = open.values().iterator();
        for (int left = open.size(); left > most; left--) {
            idleFirst.next().release();
            idleFirst.remove();
        }
    }

    private static int indexOfSpace(byte[] line) {
        for (int i = 0; i < line.length; i++) {
            if (line[i] == ' ') {
                return i;
            }
        }
        return -1;
    }

    /** Lines of one agent. */
    private static final class Gathered {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int count;

        void add(byte[] line, int from) {
            bytes.write(line, from, line.length - from);
            count++;
        }
    }
}
