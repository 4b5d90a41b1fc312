package dev.baton.launcher;

import dev.baton.cli.Foreground;
import java.io.PrintStream;

/** Loads what running agents takes only when agents are to be run: most command lines only ask somebody else. */
final class LazyForeground implements Foreground {
    private static final String VERTX_LOGGING = "vertx.logger-delegate-factory-class-name";

    private final PrintStream out;
    private final PrintStream err;

    LazyForeground(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** What Vert.x says in a process of its own goes where Baton's own lines go; a short command has nothing to say. */
    static void quiet() {
        System.setProperty(VERTX_LOGGING, "io.vertx.core.logging.JULLogDelegateFactory");
    }

    private static void loud() {
        System.clearProperty(VERTX_LOGGING);
    }

    @Override
    public int run(Request request) {
        loud();
        return new ForegroundRun(out, err).run(request);
    }

    @Override
    public int importFile(Import request) {
        return new ImportedFile(out, err).write(request);
    }

    @Override
    public int validate(Request request) {
        loud();
        return new ForegroundRun(out, err).validate(request);
    }
}
