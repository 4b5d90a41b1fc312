package dev.baton.config;

/**
 * Where a setting was written.
 *
 * @param source the file as it was named, an environment variable, or {@code --set key}
 * @param line from 1, or 0 if there is none
 * @param column from 1, or 0 if there is none
 */
public record Location(String source, int line, int column) {

    /** A source as a whole. */
    static Location of(String source) {
        return new Location(source, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
