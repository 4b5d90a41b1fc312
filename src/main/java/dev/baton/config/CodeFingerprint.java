package dev.baton.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A text that changes with the classes and jars that agents are loaded from. Files are judged by path, size and time of
 * their last change, not read; of more than {@link #MOST_FILES} only the first found are looked at. Blocks.
 */
final class CodeFingerprint {
    static final int MOST_FILES = 100_000;

    private static final int DEEPEST = 64;

    private final Set<String> files = new TreeSet<>();

    private CodeFingerprint() {}

    static String of(List<Path> agentsPath) {
        if (agentsPath.isEmpty()) {
            // Nothing to digest, and no digest to be looked for among all providers of them.
            return "";
        }
        CodeFingerprint fingerprint = new CodeFingerprint();
        agentsPath.forEach(fingerprint::add);
        return fingerprint.digest();
    }

    private void add(Path entry) {
        try {
            Files.walkFileTree(entry, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new Visitor());
        } catch (IOException | SecurityException e) {
            // Whether its entries can be used is told by AgentsPath.
            files.add(entry + " " + e);
        }
    }

    private String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach(file -> digest.update((file + '\n').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.toString();
            if (name.endsWith(".class") || name.endsWith(".jar")) {
                files.add(name
                        + ' '
                        + attributes.size()
                        + ' '
                        + attributes.lastModifiedTime().toMillis());
            }
            return files.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        /** A link that leads back, or what vanished meanwhile, ends no walk. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
