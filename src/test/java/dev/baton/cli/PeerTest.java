package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose server is believed, by the folder that its socket is in. */
class PeerTest {
    private static final Peer NOBODY = new Peer("nobody");

    private Path folder;
    private Path socket;

    @BeforeEach
    void makeAFolderThatOnlyRootCanWriteTo() throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("who may make such a folder")
                .isEqualTo("root");
        folder = Files.createTempDirectory(Path.of("/run"), "baton-peer");
        socket = Files.createFile(folder.resolve("b.sock"));
        allow("rwxr-xr-x");
    }

    @AfterEach
    void delete() throws IOException {
        if (folder != null) {
            Files.delete(socket);
            Files.delete(folder);
        }
    }

    private void allow(String permissions) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    private void belongsTo(String user) throws IOException {
        Files.setOwner(
                folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "nobody"})
    void isBelievedWhereNobodyElseCanWrite(String owner) throws IOException {
        belongsTo(owner);

        assertThatCode(() -> NOBODY.require(socket)).doesNotThrowAnyException();
    }

    @Test
    void isNotBelievedInSomebodyElsesFolder() throws IOException {
        belongsTo("daemon");

        assertThatThrownBy(() -> NOBODY.require(socket))
                .isInstanceOf(NoAnswer.class)
                .hasMessageContaining("its server runs as 'nobody', and others could have put it there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxr-x", "rwxr-xrwx"})
    void isNotBelievedWhereOthersCanWrite(String permissions) throws IOException {
        allow(permissions);

        assertThatThrownBy(() -> NOBODY.require(socket)).isInstanceOf(NoAnswer.class);
    }

    @Test
    void isNotBelievedBehindALink() throws IOException {
        Path link = Files.createTempDirectory("baton-peer").resolve("b.sock");
        Files.createSymbolicLink(link, socket);
        try {
            assertThatThrownBy(() -> NOBODY.require(link)).isInstanceOf(NoAnswer.class);
        } finally {
            Files.delete(link);
            Files.delete(link.getParent());
        }
    }

    @Test
    void isNotBelievedIfNobodyKnowsIt() {
        assertThatThrownBy(() -> new Peer("").require(socket))
                .isInstanceOf(NoAnswer.class)
                .hasMessageContaining("Nobody can tell who runs the server");
    }
}
