package dev.baton.settings;

/** Where an expression <code>${…}</code> in a setting ends; expressions may stand in one another. */
public final class Braces {
    private Braces() {}

    /** The index of the brace that closes the expression that begins at {@code start} with <code>${</code>; -1 if none does. */
    public static int end(String text, int start) {
        int open = 0;
        for (int i = start; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                open++;
                i++;
            } else if (text.charAt(i) == '}' && --open == 0) {
                return i;
            }
        }
        return -1;
    }
}
