package dev.baton.logging;

import java.io.PrintStream;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What lines for people are written to.
 *
 * @param out where the bytes go
 * @param colour whether whoever reads it wants colours
 * @param zone whose local time the lines show; asked when the first is written
 * @param journal whether it is systemd's journal, which wants to know the levels
 */
record Console(PrintStream out, boolean colour, Supplier<ZoneId> zone, boolean journal) {

    /** The standard output of this process. */
    static Console ofProcess() {
        return new Console(
                System.out,
                wantsColour(isTerminal(), System.getenv()),
                ZoneId::systemDefault,
                JournalLines.isJournal(System.getenv()));
    }

    /** Colours are for terminals that know them and whose owner hasn't set {@code NO_COLOR} (no-color.org). */
    static boolean wantsColour(boolean terminal, Map<String, String> environment) {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    /**
     * From Java 22 on there may be a console without a terminal, which says so by a method that Java 17 lacks; before,
     * there was a console only where input and output both were terminals.
     */
    @SuppressWarnings("SystemConsoleNull") // Java 17 does return null
    private static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
