package dev.baton.runtime.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Looks at a folder and all below it, whatever disappears meanwhile. Symbolic links are not followed. */
final class Walk extends SimpleFileVisitor<Path> {
    private final Predicate<Path> enters;
    private final Consumer<Path> sees;

    private Walk(Predicate<Path> enters, Consumer<Path> sees) {
        this.enters = enters;
        this.sees = sees;
    }

    /**
     * @param enters asked of each folder before it is listed, whether to
     * @param sees given each file
     */
    static void over(Path start, Predicate<Path> enters, Consumer<Path> sees) {
        try {
            // With a dot, for it to be a folder also where it is a link to one.
            Files.walkFileTree(start.resolve("."), new Walk(enters, sees));
        } catch (IOException e) {
            throw new UncheckedIOException("nothing here throws", e);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return enters.test(folder.normalize()) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        sees.accept(file.normalize());
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException gone) {
        return FileVisitResult.CONTINUE;
    }
}
