package dev.baton.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Which agents an operator means: one by its name, those that a glob fits ({@code weather-*}, {@code db?}), or those whose group
 * a glob fits ({@code group:ingest}).
 *
 * @param text as it was written
 */
public record AgentPattern(String text) {
    private static final String GROUP = "group:";

    /** Whether it can mean one agent only, the one of that name. */
    public boolean isName() {
        return !text.startsWith(GROUP) && text.indexOf('*') < 0 && text.indexOf('?') < 0;
    }

    /** Whether it means the agent called {@code name}, of {@code group} if that isn't null. */
    public boolean means(String name, @Nullable String group) {
        if (text.equals(name)) {
            return true;
        }
        if (text.startsWith(GROUP)) {
            return group != null && fits(text.substring(GROUP.length()), group);
        }
        return fits(text, name);
    }

    /** Goes back to the last star only, so it takes at most the product of the lengths; a regular expression could take for ever. */
    static boolean fits(String glob, String name) {
        int g = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                resume = n;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == name.charAt(n))) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
