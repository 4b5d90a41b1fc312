package dev.baton.logging;

import java.time.Instant;
import java.time.InstantSource;

/**
 * One of the two streams of an agent's process: takes what was read from it and makes lines of that, stamped with the
 * moment they were read, or their end was. Lines end with {@code \n} or {@code \r\n}; one that is longer than 16 KiB is split there,
 * never inside a character, and every part but the first begins with {@code …}. What is no UTF-8 is replaced by
 * {@code U+FFFD}.
 *
 * <p>For the one thread that reads the stream. It may be held up for as long as the disk takes, which is how a program
 * that writes too much is slowed down: its pipe fills.
 */
public final class LineStream {
    private final LineCutter cutter;
    private final LineBatch batch;
    private final InstantSource clock;
    private boolean ended;

    LineStream(LineBatch batch, InstantSource clock) {
        this.batch = batch;
        this.clock = clock;
        this.cutter = new LineCutter(batch);
    }

    /** What was read. The bytes are not kept; lines in them are in the book, and in the file if there is one, on return. */
    public void accept(byte[] chunk, int offset, int length) {
        batch.begin(now(), length);
        cutter.accept(chunk, offset, length);
        batch.end();
    }

    /** The stream has ended: what came after the last line end is a line too. Ending it again does nothing. */
    public void end() {
        if (!ended) {
            ended = true;
            batch.begin(now(), 0);
            cutter.end();
            batch.close();
        }
    }

    /** As exact as a file is, so that a line is the same wherever it is read. */
    private Instant now() {
        return FileLine.stamped(clock.instant());
    }
}
