package dev.baton.launcher;

import dev.baton.cli.Surroundings.Size;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that standard output is, if it is one. {@code bin/baton} knows without being asked and says so in the system
 * property {@value #PROPERTY}: {@code 120x40}, or {@code none}. Without it only a terminal at both ends is noticed.
 */
final class TerminalSize {
    static final String PROPERTY = "baton.terminal";

    private static final Size UNKNOWN = new Size(0, 0);

    private TerminalSize() {}

    @SuppressWarnings("SystemConsoleNull") // asked only where it may be null
    static @Nullable Size find() {
        String told = System.getProperty(PROPERTY, "");
        if (told.isEmpty()) {
            // From Java 22 on there is a console even without a terminal.
            return Runtime.version().feature() < 22 && System.console() != null ? UNKNOWN : null;
        }
        return told.equals("none") ? null : parse(told);
    }

    private static Size parse(String told) {
        String[] parts = told.split("x", 2);
        try {
            return new Size(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return UNKNOWN;
        }
    }
}
