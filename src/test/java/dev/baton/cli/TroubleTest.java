package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When there is nobody to ask, or the wrong one. */
class TroubleTest {
    @TempDir
    private Path folder;

    @Test
    void saysHowToStartBatonIfThereIsNoSocket() {
        Typed typed = Typed.at(folder.resolve("none.sock"));

        assertThat(typed.type("ps")).isEqualTo(3);
        assertThat(typed.err()).contains("there is no such socket", "baton run FILE", "--socket PATH");
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void tellsASocketWhoseOwnerHasDied() throws IOException {
        Path path = folder.resolve("dead.sock");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(path))
                .close();
        Typed typed = Typed.nowhere();

        assertThat(typed.type("status", "--socket", path.toString())).isEqualTo(3);
        assertThat(typed.err()).contains("whoever made it runs no more");
    }

    @Test
    void tellsWhatIsNoBaton() throws Exception {
        Path path = folder.resolve("other.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Thread other = new Thread(() -> greet(server));
            other.start();
            Typed typed = Typed.at(path);

            assertThat(typed.type("ps")).isEqualTo(3);
            assertThat(typed.err()).contains("is no Baton");
            other.join();
        }
    }

    private static void greet(ServerSocketChannel server) {
        try (SocketChannel client = server.accept()) {
            client.write(ByteBuffer.wrap("220 mail.example.org ESMTP\n".getBytes(StandardCharsets.UTF_8)));
            client.read(ByteBuffer.allocate(1024));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesAPathThatIsTooLong() {
        Typed typed = Typed.at(folder.resolve("x".repeat(200)));

        assertThat(typed.type("ps")).isEqualTo(2);
        assertThat(typed.err()).contains("longer than the system allows");
    }

    @Test
    void saysWhoMayIfTheFileModeForbids() throws IOException {
        assumeThat(System.getProperty("user.name")).as("root may everything").isNotEqualTo("root");
        Path path = folder.resolve("b.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, java.util.Set.of());
            Typed typed = Typed.at(path);

            assertThat(typed.type("ps")).isEqualTo(5);
            assertThat(typed.err()).contains("You may not use the socket");
        }
    }

    @Test
    void saysThatNothingAnswersOverHttp() {
        Typed typed = Typed.nowhere();

        assertThat(typed.type("ps", "--url", "http://127.0.0.1:1")).isEqualTo(3);
        assertThat(typed.err()).contains("Nothing answers at http://127.0.0.1:1", "--http PORT");
    }

    @Test
    void believesRootAndOneself() throws NoAnswer {
        new Peer("root").require(folder);
        new Peer(System.getProperty("user.name")).require(folder);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new Peer("mallory").require(folder)))
                .isInstanceOf(NoAnswer.class)
                .hasMessageContaining("somebody else's: its server runs as 'mallory'");
    }
}
