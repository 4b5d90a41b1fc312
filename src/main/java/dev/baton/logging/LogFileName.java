package dev.baton.logging;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file with an agent's lines: {@code NAME.log} for the one being written, {@code NAME.log.1} and so on for
 * those put aside, the newest first, with {@code .gz} when packed. No two agents' files have the same name, whatever the
 * agents' names are: the end tells the number, and what is left is {@code NAME.log}.
 *
 * @param agent whose lines
 * @param number 0 for the file being written
 * @param packed whether by gzip
 */
record LogFileName(String agent, int number, boolean packed) {
    private static final Pattern NAME =
            Pattern.compile("(\\p{Alnum}[\\p{Alnum}._-]*)\\.log(?:\\.([1-9]\\d{0,5})(\\.gz)?)?");

    /** What half packed files end with. */
    static final String HALF_DONE = ".log.tmp";

    static Optional<LogFileName> parse(String file) {
        Matcher name = NAME.matcher(file);
        if (!name.matches()) {
            return Optional.empty();
        }
        int number = name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
        return Optional.of(new LogFileName(name.group(1), number, name.group(3) != null));
    }

    @Override
    public String toString() {
        return agent + ".log" + (number == 0 ? "" : "." + number) + (packed ? ".gz" : "");
    }
}
