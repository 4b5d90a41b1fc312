package dev.baton.control.http;

import java.util.regex.Pattern;

/** What others sent, as a message quotes it: short and on one line. */
final class Shown {
    private static final int LONGEST = 80;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Shown() {}

    static String text(String value) {
        String cut = value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
        return CONTROL.matcher(cut).replaceAll("·");
    }
}
