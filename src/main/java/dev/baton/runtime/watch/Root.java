package dev.baton.runtime.watch;

import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the files of one pattern can be.
 *
 * @param base the folder that they are in
 * @param depth how many folders below that they may be
 * @param matcher matches them, by their absolute path
 */
record Root(Path base, int depth, PathMatcher matcher) {
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\]{}\\\\]");
    private static final String ANYTHING_BELOW = "/**";

    /** Those of {@code pattern}, relative to {@code folder}, which is absolute. */
    static List<Root> of(String pattern, Path folder) {
        List<String> literal = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String segment : pattern.split("/", -1)) {
            boolean still = rest.isEmpty() && !SPECIAL.matcher(segment).find();
            (still ? literal : rest).add(segment);
        }
        boolean isName = rest.isEmpty();
        Path base = folder.resolve(
                        String.join("/", literal).isEmpty() && pattern.startsWith("/")
                                ? "/"
                                : String.join("/", literal))
                .normalize();
        if (isName) {
            String glob = escaped(base);
            Path parent = base.getParent() == null ? base : base.getParent();
            return List.of(
                    new Root(parent, 0, Globs.matcher(glob)),
                    new Root(base, Integer.MAX_VALUE, Globs.matcher(glob + ANYTHING_BELOW)));
        }
        String below = String.join("/", rest);
        String prefix = base.getParent() == null ? "/" : escaped(base) + '/';
        return List.of(new Root(
                base,
                below.contains("**") || below.contains("{") ? Integer.MAX_VALUE : rest.size() - 1,
                Globs.matcher(prefix + below)));
    }

    static String escaped(Path path) {
        return SPECIAL.matcher(path.toString()).replaceAll("\\\\$0");
    }

    boolean matches(Path path) {
        return matcher.matches(path);
    }

    /** Whether files can be in {@code folder}. */
    boolean reaches(Path folder) {
        return folder.startsWith(base) && folder.getNameCount() - base.getNameCount() <= depth;
    }
}
