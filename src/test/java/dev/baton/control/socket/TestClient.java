package dev.baton.control.socket;

import dev.baton.command.Command;
import dev.baton.protocol.LineSplitter;
import dev.baton.protocol.Reply;
import dev.baton.protocol.ReplyLine;
import dev.baton.protocol.Request;
import dev.baton.protocol.RequestLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** A client with the JDK's own socket; whatever fails is an {@link UncheckedIOException}. */
final class TestClient implements AutoCloseable {
    private final SocketChannel channel;
    private final LineSplitter splitter = new LineSplitter(100_000_000);
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

    private TestClient(SocketChannel channel) {
        this.channel = channel;
    }

    static TestClient connect(Path path) {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(path));
            return new TestClient(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SocketChannel channel() {
        return channel;
    }

    TestClient send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    TestClient send(byte[] bytes) {
        try {
            ByteBuffer all = ByteBuffer.wrap(bytes);
            while (all.hasRemaining()) {
                channel.write(all);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestClient ask(String id, Command<?> command) {
        return send(RequestLine.write(Request.once(id, command), "test", Instant.EPOCH));
    }

    TestClient saysNoMore() {
        try {
            channel.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answer; fails if the connection ends before. */
    Reply reply() {
        while (replies.isEmpty()) {
            if (!readSome()) {
                throw new UncheckedIOException(new IOException("the server closed the connection"));
            }
        }
        return replies.removeFirst();
    }

    /** Whether the server closes the connection without another answer. */
    boolean isClosedByServer() {
        try {
            while (replies.isEmpty()) {
                if (!readSome()) {
                    return true;
                }
            }
            return false;
        } catch (UncheckedIOException reset) {
            return true;
        }
    }

    private boolean readSome() {
        try {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                return false;
            }
            splitter.split(buffer.flip(), new LineSplitter.Lines() {
                @Override
                public void line(byte[] bytes, int offset, int length) {
                    replies.add(read(bytes, offset, length));
                }

                @Override
                public void tooLong() {
                    throw new AssertionError("an answer of more than 100 MB");
                }
            });
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply read(byte[] bytes, int offset, int length) {
        try {
            return ReplyLine.read(bytes, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
