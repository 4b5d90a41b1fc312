package dev.baton.importing;

/** How a shell wants things written. */
final class Shell {
    private Shell() {}

    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
