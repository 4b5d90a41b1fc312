package dev.baton.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder for one socket. */
class PrivateFolderTest {
    private static final String TEMPORARY = "java.io.tmpdir";

    @Test
    void nobodyElseComesIn() throws IOException {
        try (PrivateFolder folder = PrivateFolder.make("baton-test-", "s")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
            assertThat(folder.socket()).hasParentRaw(folder.path());
        }
    }

    @Test
    void goesWithWhatIsInIt() throws IOException {
        PrivateFolder folder = PrivateFolder.make("baton-test-", "s");
        Files.createFile(folder.socket());

        folder.close();
        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void isElsewhereWhereTheSocketsPathWouldBeTooLong(@TempDir Path temporary) throws IOException {
        String before = System.getProperty(TEMPORARY);
        System.setProperty(TEMPORARY, temporary.resolve("x".repeat(100)).toString());
        try (PrivateFolder folder = PrivateFolder.make("baton-test-", "s")) {
            assertThat(folder.path()).hasParentRaw(Path.of("/tmp"));
        } finally {
            System.setProperty(TEMPORARY, before);
        }
    }
}
