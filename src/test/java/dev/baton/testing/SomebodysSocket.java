package dev.baton.testing;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A program that puts up a socket for everybody and prints how many bytes each caller sends. */
public final class SomebodysSocket {
    private SomebodysSocket() {}

    /** Takes the path of the socket. */
    public static void main(String... arguments) throws IOException {
        Path path = Path.of(arguments[0]);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
            System.out.println("listening");
            while (true) {
                try (SocketChannel caller = server.accept()) {
                    System.out.println("bytes: " + caller.read(ByteBuffer.allocate(1024)));
                }
            }
        }
    }
}
