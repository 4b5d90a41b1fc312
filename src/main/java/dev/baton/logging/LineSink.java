package dev.baton.logging;

import java.util.List;

/** A place where lines end up. Used by one thread; keeps its troubles to itself, since nobody could log them. */
interface LineSink {
    /** Writes all of {@code lines}; each ends with a line end. They have left the process when this returns. */
    void write(List<byte[]> lines);

    /** Nothing is written after this. */
    void close();
}
