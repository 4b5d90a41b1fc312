package dev.baton.runtime.watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/**
 * What git would ignore: by the files {@code .gitignore} from the top of the work tree down, and what is git's own. Where there
 * is no work tree, by those below the folder that is watched.
 */
final class GitIgnores {
    static final String FILE = ".gitignore";
    private static final String GIT = ".git";
    private static final char SLASH = '/';

    private final boolean obeyed;
    private final Map<Path, Path> tops = new HashMap<>();
    /** By {@link #key}, so that those of a folder and of all below it stand together. */
    private final TreeMap<String, Optional<IgnoreNode>> nodes = new TreeMap<>();

    /** @param obeyed whether anything is ignored at all */
    GitIgnores(boolean obeyed) {
        this.obeyed = obeyed;
    }

    /** The topmost folder whose rules hold in {@code base}; once known it stays. */
    Path top(Path base) {
        return tops.computeIfAbsent(base, GitIgnores::findTop);
    }

    private static Path findTop(Path base) {
        for (Path folder = base; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(GIT))) {
                return folder;
            }
        }
        return base;
    }

    /** Rules in {@code folder} have changed. */
    void forget(Path folder) {
        nodes.remove(key(folder));
    }

    /** {@code folder} and all below it may be there no more, or be another. */
    void forgetBelow(Path folder) {
        String first = key(folder);
        char afterSlash = SLASH + 1;
        nodes.subMap(first, first.substring(0, first.length() - 1) + afterSlash).clear();
    }

    private static String key(Path folder) {
        String path = folder.toString();
        return path.endsWith(String.valueOf(SLASH)) ? path : path + SLASH;
    }

    /**
     * Whether {@code path} is ignored; that a folder above it is, is not asked.
     *
     * @param top as {@link #top} says
     */
    boolean ignores(Path path, boolean isFolder, Path top) {
        if (!obeyed) {
            return false;
        }
        if (path.endsWith(GIT)) {
            return true;
        }
        Path folder = path.getParent();
        while (folder != null && folder.startsWith(top)) {
            @Nullable Boolean ignored = check(folder, path, isFolder);
            if (ignored != null) {
                return ignored;
            }
            folder = folder.getParent();
        }
        return false;
    }

    private @Nullable Boolean check(Path folder, Path path, boolean isFolder) {
        return rules(folder)
                .map(node -> node.checkIgnored(folder.relativize(path).toString(), isFolder))
                .orElse(null);
    }

    private Optional<IgnoreNode> rules(Path folder) {
        return nodes.computeIfAbsent(key(folder), unknown -> read(folder));
    }

    private static Optional<IgnoreNode> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            IgnoreNode node = new IgnoreNode();
            node.parse(in);
            return Optional.of(node);
        } catch (IOException e) {
            return Optional.empty(); // What can't be read can't hold anything back.
        }
    }
}
