package dev.baton.launcher;

import dev.baton.runtime.watch.Globs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Config files as they lie on the disk, perhaps behind symbolic links that may lead elsewhere one day. */
final class ConfigFiles {
    /** None. */
    static final ConfigFiles NONE = new ConfigFiles(List.of());

    /** More than a config file can have. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /** As the kernel. */
    private static final int MOST_LINKS = 40;
    /** As many patterns as there can be. */
    private static final int MOST_FOLDERS = 100;

    private final List<Path> files;
    private String known;

    private ConfigFiles(List<Path> files) {
        this.files = files.stream().map(Path::toAbsolutePath).toList();
        known = print();
    }

    /** These, to be compared later with what they are at this moment. */
    static ConfigFiles asOfNow(List<Path> files) {
        return new ConfigFiles(files);
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** Whether there is something else in them than when this was asked last. A pipe, which can be read once, never changes. */
    synchronized boolean haveChanged() {
        String before = known;
        known = print();
        return !known.equals(before);
    }

    private String print() {
        return files.stream().map(ConfigFiles::print).collect(Collectors.joining(" "));
    }

    private static String print(Path file) {
        if (!Files.isRegularFile(file)) {
            return Files.exists(file) ? "other" : "none";
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readNBytes(MOST_BYTES));
            return HexFormat.of().formatHex(digest);
        } catch (IOException e) {
            return e.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, but this one has not", e);
        }
    }

    /**
     * All that is in the folders where something has to happen for them to change: those that they are in, and those of the links
     * on the way there. The first 100 of these.
     */
    Globs surroundings() {
        Set<Path> folders = new LinkedHashSet<>();
        files.forEach(file -> follow(file, folders, MOST_LINKS));
        return new Globs(folders.stream().limit(MOST_FOLDERS).map(Globs::allIn).toList());
    }

    private static void follow(Path file, Set<Path> folders, int linksLeft) {
        Path folder = Objects.requireNonNull(file.getRoot());
        int last = file.getNameCount() - 1;
        for (int i = 0; i <= last; i++) {
            // Nothing before this name is a link, so that ".." is what it seems to be.
            Path path = folder.resolve(file.getName(i)).normalize();
            boolean isLink = Files.isSymbolicLink(path);
            if (isLink || i == last) {
                folders.add(folder);
            }
            if (isLink && linksLeft > 0) {
                Path target = target(path);
                follow(i == last ? target : target.resolve(file.subpath(i + 1, last + 1)), folders, linksLeft - 1);
                return;
            }
            folder = path;
        }
    }

    /** Where {@code link} leads; to itself if it can't be told. */
    private static Path target(Path link) {
        try {
            return link.resolveSibling(Files.readSymbolicLink(link));
        } catch (IOException gone) {
            return link;
        }
    }
}
