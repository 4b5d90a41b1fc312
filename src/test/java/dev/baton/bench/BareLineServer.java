package dev.baton.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.Iterator;
import org.newsclub.net.unix.AFUNIXSelectorProvider;
import org.newsclub.net.unix.AFUNIXServerSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.AFUNIXSocketChannel;

/** Reads a line of JSON, writes a line of JSON, with one thread and junixsocket's selector, and does nothing else. */
final class BareLineServer implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final Selector selector = AFUNIXSelectorProvider.provider().openSelector();
    private final AFUNIXServerSocketChannel server = AFUNIXServerSocketChannel.open();
    private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER);
    private final JsonObject data;
    private volatile boolean closed;

    /** Answers every line with {@code data} in an envelope. */
    BareLineServer(Path path, JsonObject data) throws IOException {
        this.data = data;
        server.bind(AFUNIXSocketAddress.of(path));
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        Thread thread = new Thread(this::serve, "bare-socket");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!closed) {
            try {
                selector.select(1_000);
                for (Iterator<SelectionKey> each = selector.selectedKeys().iterator(); each.hasNext(); ) {
                    SelectionKey key = each.next();
                    each.remove();
                    handle(key);
                }
            } catch (IOException e) {
                // A client has gone.
            }
        }
    }

    private void handle(SelectionKey key) throws IOException {
        if (key.channel() == server) {
            AFUNIXSocketChannel channel = server.accept();
            if (channel != null) {
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
            }
            return;
        }
        AFUNIXSocketChannel channel = (AFUNIXSocketChannel) key.channel();
        input.clear();
        int count = channel.read(input);
        if (count < 0 || !key.isValid()) {
            channel.close();
        } else if (count > 0) {
            output.clear();
            output.put(answer()).flip();
            channel.write(output);
        }
    }

    private byte[] answer() {
        byte[] line = new byte[input.position()];
        input.flip().get(line);
        JsonObject payload = new JsonObject(Buffer.buffer(line)).getJsonObject("payload");
        JsonObject answer = new JsonObject()
                .put("sender", "orchestrator")
                .put("event_name", "COMMAND")
                .put(
                        "payload",
                        new JsonObject()
                                .put("status", "success")
                                .put("code", 0)
                                .put("data", data)
                                .put("error", "")
                                .put("request_id", payload.getString("request_id"))
                                .put("protocol_version", "1.0"))
                .put("timestamp", "2026-01-01T00:00:00.000Z");
        return answer.toBuffer().appendByte((byte) '\n').getBytes();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        server.close();
    }
}
