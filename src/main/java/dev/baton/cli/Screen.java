package dev.baton.cli;

import dev.baton.cli.Surroundings.Size;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where answers are shown: how wide it is, and whether it has colours. It has none if it is no terminal, or a dumb one, or
 * if {@code NO_COLOR} is set.
 */
final class Screen {
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_LINES = 24;
    private static final int FEWEST_COLUMNS = 20;

    private final PrintStream out;
    private final @Nullable Size terminal;
    private final int columns;
    private final boolean coloured;

    Screen(Surroundings surroundings) {
        this(
                surroundings.out(),
                surroundings.terminal(),
                columns(surroundings.environment().getOrDefault("COLUMNS", ""), surroundings.terminal()),
                hasColours(surroundings));
    }

    private Screen(PrintStream out, @Nullable Size terminal, int columns, boolean coloured) {
        this.out = out;
        this.terminal = terminal;
        this.columns = columns;
        this.coloured = coloured;
    }

    private static boolean hasColours(Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        return surroundings.terminal() != null
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** The same, of another size. */
    Screen ofSize(Size size) {
        return new Screen(out, size, Math.max(FEWEST_COLUMNS, size.columns()), coloured);
    }

    private static int columns(String wished, @Nullable Size terminal) {
        int usual = terminal == null || terminal.columns() <= 0 ? USUAL_COLUMNS : terminal.columns();
        try {
            int columns = wished.isBlank() ? usual : Integer.parseInt(wished.strip());
            return columns <= 0 ? usual : Math.max(FEWEST_COLUMNS, columns);
        } catch (NumberFormatException e) {
            return usual;
        }
    }

    boolean isTerminal() {
        return terminal != null;
    }

    int columns() {
        return columns;
    }

    int lines() {
        return terminal == null || terminal.lines() <= 0 ? USUAL_LINES : terminal.lines();
    }

    /** {@code text} in {@code colour}, if there are colours here. */
    String paint(Colour colour, String text) {
        return coloured ? colour.around(text) : text;
    }

    boolean hasColours() {
        return coloured;
    }

    /** Shows a line, which must be {@linkplain Visible visible} already. */
    void line(String text) {
        out.println(text);
    }

    /** Shows what has been printed so far; false if nobody reads it any more. */
    boolean flush() {
        return !out.checkError();
    }

    PrintStream out() {
        return out;
    }
}
