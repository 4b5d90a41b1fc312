package dev.baton.runtime.watch;

import java.nio.file.Path;
import java.util.List;

/** Which files somebody wants to know about. */
final class Interest {
    private static final String ANY_NAME = "~";

    private final String name;
    private final Globs globs;
    private final List<Root> wanted;
    private final List<Root> unwanted;

    /** @param folder what relative patterns are relative to; absolute */
    Interest(String name, Globs globs, Path folder) {
        this.name = name;
        this.globs = globs;
        wanted = globs.patterns().stream()
                .filter(pattern -> !Globs.takesAway(pattern))
                .flatMap(pattern -> Root.of(pattern, folder).stream())
                .toList();
        unwanted = globs.patterns().stream()
                .filter(Globs::takesAway)
                .flatMap(pattern -> Root.of(pattern.substring(1), folder).stream())
                .toList();
    }

    String name() {
        return name;
    }

    Globs globs() {
        return globs;
    }

    List<Root> roots() {
        return wanted;
    }

    boolean matches(Path file) {
        return anyMatches(wanted, file) && !anyMatches(unwanted, file);
    }

    /** Whether files that match can be in {@code folder} itself. */
    boolean reaches(Path folder) {
        return wanted.stream().anyMatch(root -> root.reaches(folder)) && !isAllUnwanted(folder);
    }

    /** Whether one of its folders isn't there, and {@code folder} leads to it. */
    boolean leadsTo(Path folder) {
        return wanted.stream().anyMatch(root -> root.base().startsWith(folder));
    }

    private boolean isAllUnwanted(Path folder) {
        Path inside = folder.resolve(ANY_NAME);
        return anyMatches(unwanted, folder)
                || (anyMatches(unwanted, inside) && anyMatches(unwanted, inside.resolve(ANY_NAME)));
    }

    private static boolean anyMatches(List<Root> roots, Path path) {
        return roots.stream().anyMatch(root -> root.matches(path));
    }
}
