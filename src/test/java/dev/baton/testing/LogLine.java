package dev.baton.testing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the log as the console shows it.
 *
 * @param level its level
 * @param source whose line it is: an agent's name, or {@code [baton]} for Baton's own
 * @param text what it says, with keys and values at its end
 */
public record LogLine(String level, String source, String text) {
    /** The source of Baton's own lines. */
    public static final String BATON = "[baton]";

    private static final Pattern LINE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} ([A-Z]+) +(\\S+) +(.*)");

    /** Reads a line, empty if it is none of the log. */
    public static Optional<LogLine> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new LogLine(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }
}
