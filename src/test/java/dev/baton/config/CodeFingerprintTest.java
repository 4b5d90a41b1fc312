package dev.baton.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeFingerprintTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeClasses() throws IOException {
        Files.createDirectories(folder.resolve("com/acme"));
        Files.writeString(folder.resolve("com/acme/A.class"), "a");
        Files.writeString(folder.resolve("lib.jar"), "jar");
    }

    @Test
    void staysTheSameAsLongAsNothingChanges() throws IOException {
        String before = fingerprint();
        Files.writeString(folder.resolve("notes.txt"), "no code");

        assertThat(fingerprint()).isEqualTo(before).hasSize(64);
    }

    @Test
    void changesWithTheSizeOfAFile() throws IOException {
        String before = fingerprint();
        FileTime time = Files.getLastModifiedTime(folder.resolve("lib.jar"));
        Files.writeString(folder.resolve("lib.jar"), "larger jar");
        Files.setLastModifiedTime(folder.resolve("lib.jar"), time);

        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void changesWithTheTimeOfAFile() throws IOException {
        String before = fingerprint();
        Files.setLastModifiedTime(folder.resolve("com/acme/A.class"), FileTime.fromMillis(5));

        assertThat(fingerprint()).isNotEqualTo(before);
    }

    @Test
    void changesWhenAClassComesOrGoes() throws IOException {
        String before = fingerprint();
        Files.writeString(folder.resolve("com/acme/B.class"), "b");
        String more = fingerprint();
        Files.delete(folder.resolve("com/acme/B.class"));

        assertThat(more).isNotEqualTo(before);
        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    void takesWhatIsNotThereAndLinksInCircles() throws IOException {
        Files.createSymbolicLink(folder.resolve("com/self"), folder);

        assertThat(CodeFingerprint.of(List.of(folder, folder.resolve("gone")))).hasSize(64);
        assertThat(CodeFingerprint.of(List.of())).isEmpty();
    }

    private String fingerprint() {
        return CodeFingerprint.of(List.of(folder));
    }
}
