package dev.baton.control.dispatch;

import dev.baton.command.Commands;
import dev.baton.orchestrator.AllowedCommands;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The one place where the dispatcher is put together. */
public final class Dispatch {
    private Dispatch() {}

    /**
     * Around {@code local}: refuse what isn't allowed, record what was asked.
     *
     * @param allowed what may be asked for at all
     * @param audit takes what is to be recorded, on any thread; must not wait
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    public static Commands around(
            Commands local, AllowedCommands allowed, Consumer<AuditEntry> audit, LongSupplier nanoTime) {
        return new Audited(new Permitted(local, allowed), audit, nanoTime);
    }
}
