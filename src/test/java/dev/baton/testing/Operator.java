package dev.baton.testing;

import dev.baton.command.Command;
import dev.baton.protocol.Request;
import dev.baton.protocol.RequestLine;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Asks at a command socket, with a connection for each question: quicker than to start the command line. */
public final class Operator {
    private static final int BUFFER = 64 * 1024;

    private final Path socket;
    private final Duration patience;

    /** @param patience how long to wait for an answer */
    public Operator(Path socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
    }

    /**
     * The answer's payload, with {@code status}, {@code code}, {@code error} and {@code data}.
     *
     * @throws IOException if there is none in time
     */
    public JsonObject ask(Command<?> command) throws IOException {
        byte[] line = RequestLine.write(Request.once("u1", command), "test", Instant.EPOCH);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Selector selector = Selector.open()) {
            ByteBuffer out = ByteBuffer.wrap(line);
            while (out.hasRemaining()) {
                channel.write(out);
            }
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return new JsonObject(Buffer.buffer(answer(channel, selector))).getJsonObject("payload");
        }
    }

    private byte[] answer(SocketChannel channel, Selector selector) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (true) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IOException(socket + " gave no answer within " + patience);
            }
            selector.select(left);
            int count = channel.read(buffer.clear());
            if (count < 0) {
                throw new IOException(socket + " was closed without an answer");
            }
            answer.write(buffer.array(), 0, count);
            if (count > 0 && buffer.get(count - 1) == '\n') {
                return answer.toByteArray();
            }
        }
    }
}
