package dev.baton.launcher;

import dev.baton.cli.Foreground;
import java.io.PrintStream;

/** Loads what running agents takes only when agents are to be run: most command lines only ask somebody else. */
final class LazyForeground implements Foreground {
    private final PrintStream out;
    private final PrintStream err;

    LazyForeground(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public int run(Request request) {
        return new ForegroundRun(out, err).run(request);
    }

    @Override
    public int validate(Request request) {
        return new ForegroundRun(out, err).validate(request);
    }
}
