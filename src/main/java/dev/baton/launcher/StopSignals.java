package dev.baton.launcher;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * What the operating system's signals mean: the first SIGTERM, SIGINT or SIGHUP stops everything in order; a SIGINT after
 * that ends the process at once.
 */
final class StopSignals implements AutoCloseable {
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");
    private static final int ENDED_AT_ONCE = 1;

    private final Consumer<String> stop;
    private final PrintStream err;
    private final List<Object> replaced = new ArrayList<>();
    private boolean listening;
    private boolean asked;
    private boolean missed;

    private StopSignals(Consumer<String> stop, PrintStream err) {
        this.stop = stop;
        this.err = err;
    }

    /** Calls {@code stop} with the reason, once {@link #startedListening()}, when one of the signals has come. */
    static StopSignals listen(Consumer<String> stop, PrintStream err) {
        StopSignals signals = new StopSignals(stop, err);
        for (String name : NAMES) {
            signals.replaced.add(Signals.register(name, () -> signals.received(name)));
        }
        return signals;
    }

    /** There is something to stop now; a signal that came before counts now. */
    synchronized void startedListening() {
        listening = true;
        if (missed) {
            stop.accept("a signal came during the start");
        }
    }

    private synchronized void received(String name) {
        if (asked && name.equals("INT")) {
            err.println("Interrupted again: ending at once.");
            err.flush();
            Runtime.getRuntime().halt(ENDED_AT_ONCE);
        }
        if (asked) {
            return;
        }
        asked = true;
        if (listening) {
            stop.accept("SIG" + name);
        } else {
            missed = true;
        }
    }

    /** From now on signals do what they did before. */
    @Override
    public void close() {
        for (int i = 0; i < replaced.size(); i++) {
            Signals.unregister(NAMES.get(i), replaced.get(i));
        }
    }
}
