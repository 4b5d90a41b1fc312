package dev.baton.launcher;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * What the operating system's signals mean: the first SIGTERM or SIGINT stops everything in order; a SIGINT after that ends the
 * process at once. SIGHUP reads the config again, as services do, but for a Baton in a terminal, where it means that the
 * terminal has gone and stops everything.
 */
final class StopSignals implements AutoCloseable {
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");
    private static final int ENDED_AT_ONCE = 1;

    private final Consumer<String> stop;
    private final Runnable reload;
    private final boolean inTerminal;
    private final PrintStream err;
    private final List<Object> replaced = new ArrayList<>();
    private boolean listening;
    private boolean asked;
    private boolean missed;

    private StopSignals(Consumer<String> stop, Runnable reload, boolean inTerminal, PrintStream err) {
        this.stop = stop;
        this.reload = reload;
        this.inTerminal = inTerminal;
        this.err = err;
    }

    /**
     * Calls {@code stop} with the reason, or {@code reload}, when one of the signals has come, once {@link #startedListening()}.
     *
     * @param inTerminal whether SIGHUP means that the terminal has gone
     */
    static StopSignals listen(Consumer<String> stop, Runnable reload, boolean inTerminal, PrintStream err) {
        StopSignals signals = new StopSignals(stop, reload, inTerminal, err);
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
        if (name.equals("HUP") && !inTerminal) {
            if (listening) {
                reload.run();
            }
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
