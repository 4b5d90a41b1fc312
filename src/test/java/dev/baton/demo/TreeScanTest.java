package dev.baton.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeScanTest {
    @TempDir
    Path root;

    @Test
    void goesOnPastAFolderThatCannotBeOpened() throws Exception {
        TreeScan scan = scan(false);
        Path locked = root.resolve("locked");
        assertThat(scan.visitFileFailed(locked, new AccessDeniedException("locked")))
                .isEqualTo(FileVisitResult.CONTINUE);
        assertThat(scan.unreadable()).isEqualTo(1);
    }

    @Test
    void goesOnPastAFolderThatFailsInTheMiddle() throws Exception {
        TreeScan scan = scan(false);
        assertThat(scan.postVisitDirectory(root, new AccessDeniedException("half")))
                .isEqualTo(FileVisitResult.CONTINUE);
        assertThat(scan.unreadable()).isEqualTo(1);
    }

    @Test
    void goesOnPastAFolderThatVanished() throws Exception {
        TreeScan scan = scan(false);
        Path folder = Files.createDirectory(root.resolve("brief"));
        Files.delete(folder);
        assertThat(scan.preVisitDirectory(
                        folder, Files.readAttributes(root, java.nio.file.attribute.BasicFileAttributes.class)))
                .isEqualTo(FileVisitResult.SKIP_SUBTREE);
        assertThat(scan.unreadable()).isEqualTo(1);
    }

    @Test
    void readsNothingOnceItIsToStop() throws Exception {
        Files.writeString(root.resolve("file"), "text");
        TreeScan scan = scan(true);
        assertThat(scan.run()).isFalse();
        assertThat(scan.files()).isZero();
    }

    private TreeScan scan(boolean stopping) throws Exception {
        return new TreeScan(root, new LargestFiles(3), () -> stopping, () -> {});
    }
}
