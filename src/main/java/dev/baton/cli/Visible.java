package dev.baton.cli;

import org.jline.utils.WCWidth;

/**
 * Text from elsewhere, made fit to be shown: what would steer a terminal (control characters, and those that turn the
 * direction of writing) is spelled out, so that an agent's name or a log line can't move the cursor or hide something.
 */
final class Visible {
    private static final int LAST_PLAIN = 0x7e;
    private static final String CUT = "…";

    private Visible() {}

    /** {@code text} with nothing invisible in it. */
    static String of(String text) {
        return of(text, false);
    }

    /** The same, but tabs stay, for lines of a log. */
    static String line(String text) {
        return of(text, true);
    }

    private static String of(String text, boolean tabs) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHidden(c) && !(tabs && c == '\t')) {
                return spelled(text, i, tabs);
            }
        }
        return text;
    }

    private static String spelled(String text, int from, boolean tabs) {
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isHidden(c) || (tabs && c == '\t')) {
                shown.append(c);
            } else {
                shown.append(escape(c));
            }
        }
        return shown.toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> unicode(c);
        };
    }

    /** As JSON writes any character. */
    static String unicode(char c) {
        String hex = Integer.toHexString(c);
        return "\\u" + "0".repeat(4 - hex.length()) + hex;
    }

    /** Controls of C0 and C1, DEL, line and paragraph separators, marks and overrides of the writing direction. */
    static boolean isHidden(char c) {
        if (c >= ' ' && c <= LAST_PLAIN) {
            return false;
        }
        return c < ' '
                || (c >= 0x7f && c <= 0x9f)
                || c == 0x061c
                || (c >= 0x200e && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0xfeff;
    }

    /** How many columns {@code text} takes on a screen. */
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            width += width(point);
            i += Character.charCount(point);
        }
        return width;
    }

    private static int width(int point) {
        return point <= LAST_PLAIN ? 1 : Math.max(0, WCWidth.wcwidth(point));
    }

    /** {@code text} in at most {@code columns} columns; what is cut ends in {@code …}. */
    static String fit(String text, int columns) {
        if (text.length() <= columns / 2 || width(text) <= columns) {
            return text;
        }
        int width = 1;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            width += width(point);
            if (width > columns) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end) + CUT;
    }
}
