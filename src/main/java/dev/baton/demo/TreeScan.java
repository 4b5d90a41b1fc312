package dev.baton.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a tree of folders that adds up what it meets. Follows no links and stays on the file system it starts
 * on, or {@code /} would lead into {@code /proc}. What can't be read is counted and passed by. Needs memory for the
 * largest files and one open folder per level, however large the tree is.
 *
 * <p>How far it is it knows by the folders of the upper two levels, which it counts beforehand.
 */
final class TreeScan extends SimpleFileVisitor<Path> {
    private static final int COUNTED_LEVELS = 2;

    private final Path root;
    private final LargestFiles largest;
    private final BooleanSupplier stopping;
    private final Runnable afterFolder;
    private final @Nullable Object device;
    private long foldersToDo = 1;
    private long foldersDone;
    private long files;
    private long bytes;
    private long unreadable;

    /**
     * A scan of {@code root} that hasn't begun.
     *
     * @param stopping asked at every file; true ends the scan
     * @param afterFolder called after every folder
     */
    TreeScan(Path root, LargestFiles largest, BooleanSupplier stopping, Runnable afterFolder) throws IOException {
        this.root = root;
        this.largest = largest;
        this.stopping = stopping;
        this.afterFolder = afterFolder;
        this.device = deviceOf(root);
    }

    /** Scans; returns whether it came to the end. */
    boolean run() throws IOException {
        foldersToDo = FolderCount.of(root, COUNTED_LEVELS);
        Files.walkFileTree(root, this);
        return !stopping.getAsBoolean();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        try {
            if (!Objects.equals(device, deviceOf(folder))) {
                countFolder(folder);
                return stopping.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.SKIP_SUBTREE;
            }
        } catch (IOException e) {
            visitFileFailed(folder, e);
            return FileVisitResult.SKIP_SUBTREE;
        }
        return next();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            files++;
            bytes += attributes.size();
            largest.add(file, attributes.size());
        }
        return next();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        unreadable++;
        countFolder(file);
        return next();
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
        if (failure != null) {
            unreadable++;
        }
        countFolder(folder);
        afterFolder.run();
        return next();
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    /** How many files and folders couldn't be read. */
    long unreadable() {
        return unreadable;
    }

    /** How many folders of the upper levels are done; never above {@link #foldersToDo()}, though new ones may join. */
    long foldersDone() {
        return Math.min(foldersDone, foldersToDo);
    }

    long foldersToDo() {
        return foldersToDo;
    }

    private FileVisitResult next() {
        return stopping.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private void countFolder(Path folder) {
        if (folder.getNameCount() - root.getNameCount() <= COUNTED_LEVELS) {
            foldersDone++;
        }
    }

    private static @Nullable Object deviceOf(Path folder) throws IOException {
        try {
            return Files.getAttribute(folder, "unix:dev", LinkOption.NOFOLLOW_LINKS);
        } catch (UnsupportedOperationException e) {
            return null; // A system without devices: there everything counts as one file system.
        }
    }
}
