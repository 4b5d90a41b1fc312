package dev.baton.logging;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where the process of one incarnation of an agent writes to: two streams, whose lines go to the {@link LogBook} and, if
 * its settings say so, to the agent's file. Close it when both have ended.
 *
 * <p>Each stream has one thread; opening and closing are for any.
 */
public final class Output implements AutoCloseable {
    private final @Nullable OutputFile file;
    private final LineStream stdout;
    private final LineStream stderr;
    private final AtomicBoolean closed = new AtomicBoolean();

    Output(String agent, LogBook book, @Nullable OutputFile file, InstantSource clock) {
        this.file = file;
        this.stdout = new LineStream(new LineBatch(agent, LogStream.STDOUT, book, file), clock);
        this.stderr = new LineStream(new LineBatch(agent, LogStream.STDERR, book, file), clock);
    }

    /** What the process writes to its standard output. */
    public LineStream stdout() {
        return stdout;
    }

    /** What it writes to its standard error. */
    public LineStream stderr() {
        return stderr;
    }

    /** Lets the file go. Nothing may be read from the streams any more. Doing it again does nothing. */
    @Override
    public void close() {
        if (file != null && closed.compareAndSet(false, true)) {
            file.release();
        }
    }
}
