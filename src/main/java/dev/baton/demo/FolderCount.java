package dev.baton.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** Counts the folders of a tree's upper levels, and what can't be read there. */
final class FolderCount extends SimpleFileVisitor<Path> {
    private long folders;

    private FolderCount() {}

    /** The folders that lie at most {@code levels} below {@code root}, which is counted too. */
    static long of(Path root, int levels) throws IOException {
        FolderCount count = new FolderCount();
        Files.walkFileTree(root, Set.of(), levels, count);
        return count.folders;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        folders++;
        return FileVisitResult.CONTINUE;
    }

    /** At the last level folders are not entered but come as files. */
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        folders += attributes.isDirectory() ? 1 : 0;
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        folders++;
        return FileVisitResult.CONTINUE;
    }
}
