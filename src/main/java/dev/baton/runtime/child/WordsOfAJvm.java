package dev.baton.runtime.child;

import java.util.List;

/** Why a JVM ended, by what it wrote last. */
final class WordsOfAJvm {
    private static final int MOST_LINES = 3;
    private static final int LONGEST = 400;

    private WordsOfAJvm() {}

    /** The last of {@code lines} in one, empty if nothing was written. */
    static String last(List<String> lines) {
        return cut(String.join(" | ", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size())));
    }

    /** The last line in which the JVM itself says why it can't go on, empty if there is none. */
    static String ofItsEnd(List<String> lines) {
        return lines.stream()
                .filter(line ->
                        line.startsWith("Terminating due to ") || line.contains("fatal error has been detected"))
                .reduce((earlier, later) -> later)
                .map(WordsOfAJvm::cut)
                .orElse("");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
    }
}
