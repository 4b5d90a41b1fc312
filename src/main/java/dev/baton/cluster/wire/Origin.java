package dev.baton.cluster.wire;

import java.util.Objects;

/**
 * Who sent a message: a node, and which of its lives.
 *
 * @param node its name, 1 to {@value #LONGEST} characters
 * @param start the life, made by {@link #start}; 1 to {@value #LONGEST} characters
 */
public record Origin(String node, String start) {
    /** The longest name of a node or a life, in characters. */
    public static final int LONGEST = 253;

    /** Between the time and the dice in the name of a life. */
    private static final char DICE = '-';

    /** Refuses names that are empty or too long. */
    public Origin {
        requireSize("node", node);
        requireSize("start", start);
    }

    private static void requireSize(String what, String name) {
        Objects.requireNonNull(name, what);
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new IllegalArgumentException(
                    what + " is " + name.length() + " characters long; it must have 1 to " + LONGEST);
        }
    }

    /** The name of a life that began at {@code millis} of the wall clock; {@code dice} tells two of the same moment apart. */
    public static String start(long millis, long dice) {
        return Long.toString(millis, Character.MAX_RADIX) + DICE + Long.toUnsignedString(dice, Character.MAX_RADIX);
    }

    /** Whether this life began after {@code other}, by the wall clocks of both. What {@link #start} has not made began first. */
    public boolean isLaterThan(Origin other) {
        return began(start) > began(other.start);
    }

    private static long began(String start) {
        int end = start.indexOf(DICE, 1);
        try {
            return Long.parseLong(end < 0 ? start : start.substring(0, end), Character.MAX_RADIX);
        } catch (NumberFormatException notOurs) {
            return Long.MIN_VALUE;
        }
    }

    /** For people and for comparison: {@code n1/kx-1}. */
    @Override
    public String toString() {
        return node + '/' + start;
    }
}
