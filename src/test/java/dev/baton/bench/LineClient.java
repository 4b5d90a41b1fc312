package dev.baton.bench;

import dev.baton.command.Command;
import dev.baton.protocol.Request;
import dev.baton.protocol.RequestLine;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Instant;

/** Sends one line and reads one, again and again, with the JDK's own socket. */
final class LineClient implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;

    private final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    private final ByteBuffer line;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(BUFFER);

    LineClient(Path path, Command<?> command) throws IOException {
        byte[] bytes = RequestLine.write(Request.once("u1", command), "bench", Instant.EPOCH);
        line = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        channel.connect(UnixDomainSocketAddress.of(path));
    }

    /** Returns how many bytes the answer has. */
    long ask() throws IOException {
        line.rewind();
        while (line.hasRemaining()) {
            channel.write(line);
        }
        long size = 0;
        do {
            answer.clear();
            int count = channel.read(answer);
            if (count < 0) {
                throw new IOException("the server closed the connection");
            }
            size += count;
        } while (answer.get(answer.position() - 1) != '\n');
        return size;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
