package dev.baton.importing;

/**
 * A place in the file that is read.
 *
 * @param line from 1, or 0 if it has none
 * @param column from 1, or 0 if it has none
 */
public record Spot(int line, int column) {
    /** No place in particular. */
    public static final Spot NOWHERE = new Spot(0, 0);

    /** The beginning of a line. */
    static Spot inLine(int line) {
        return new Spot(line, 1);
    }
}
