package dev.baton.logging;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** The console: bytes in UTF-8 whatever the locale, a batch at a time. A reader that went away costs its lines only. */
final class ConsoleSink implements LineSink {
    private final PrintStream out;

    ConsoleSink(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(List<byte[]> lines) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        lines.forEach(all::writeBytes);
        out.write(all.toByteArray(), 0, all.size());
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
