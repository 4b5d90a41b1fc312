package dev.baton.logging;

/** Text made safe for one line of a terminal: what could end, hide or repaint a line is spelled out instead. */
final class Characters {
    /** The longest message or value that is written in full. */
    static final int MOST = 64 * 1024;

    private Characters() {}

    /** {@code text}, cut with a note of what is missing when it is longer than {@link #MOST}. */
    static String cut(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST;
        return text.substring(0, end) + "… (" + (text.length() - end) + " more characters)";
    }

    /** Adds {@code text} with line ends, control characters and reversals of direction spelled out. */
    static void appendSafe(StringBuilder to, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isUnsafe(c)) {
                to.append(c);
                continue;
            }
            switch (c) {
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                default -> to.append(String.format("\\u%04x", (int) c));
            }
        }
    }

    /** Adds {@code value} as {@link #appendSafe}, in quotes when its end couldn't be told otherwise. */
    static void appendValue(StringBuilder to, String value) {
        if (isOneWord(value)) {
            appendSafe(to, value);
            return;
        }
        to.append('"');
        appendSafe(to, value.replace("\\", "\\\\").replace("\"", "\\\""));
        to.append('"');
    }

    private static boolean isOneWord(String value) {
        return !value.isEmpty() && value.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '=');
    }

    private static boolean isUnsafe(char c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
