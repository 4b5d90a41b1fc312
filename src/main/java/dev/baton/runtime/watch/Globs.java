package dev.baton.runtime.watch;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Patterns of files, as {@link java.nio.file.FileSystem#getPathMatcher} knows them, but that <code>**&#47;</code> also stands for
 * no folder at all. One that begins with {@code !} takes away from what the others match; one without any of <code>*?[{</code> names a
 * file, or a folder with all that is in it.
 *
 * @param patterns at least one that doesn't take away, unless there are none; relative ones have no folder yet
 */
public record Globs(List<String> patterns) {
    /** No file at all. */
    public static final Globs NONE = new Globs(List.of());

    private static final int MOST = 100;

    /** Refuses what is no pattern with an IllegalArgumentException that quotes it and says what is wrong. */
    public Globs {
        patterns = List.copyOf(patterns);
        if (patterns.size() > MOST) {
            throw new IllegalArgumentException(
                    "has " + patterns.size() + " patterns but may have " + MOST + " at most: use ** and {a,b}");
        }
        patterns.forEach(Globs::check);
        if (!patterns.isEmpty() && patterns.stream().allMatch(Globs::takesAway)) {
            throw new IllegalArgumentException(
                    "has only patterns that take away: add one of files to watch, such as \"src/**\"");
        }
    }

    /** Whatever is in {@code folder}, but not below it, whatever characters its name has. */
    public static String allIn(Path folder) {
        return folder.getNameCount() == 0 ? "/*" : Root.escaped(folder) + "/*";
    }

    /** Whether there is nothing to watch. */
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    static boolean takesAway(String pattern) {
        return pattern.startsWith("!");
    }

    /** A matcher for {@code glob}, which is absolute. */
    static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob.replaceAll("(?<=^|/)\\*\\*/", "{,**/}"));
    }

    private static void check(String pattern) {
        String plain = takesAway(pattern) ? pattern.substring(1) : pattern;
        if (plain.isBlank()) {
            throw new IllegalArgumentException(
                    "has the pattern '" + pattern + "', which is empty: write one such as \"src/**/*.py\"");
        }
        if (plain.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("has a pattern with a NUL character in it: remove that");
        }
        try {
            matcher(plain);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "has the pattern '" + pattern + "', which is none: " + e.getDescription()
                            + "; write one such as \"src/**/*.py\", and \\\\[ for a bracket in a name",
                    e);
        }
    }
}
