package dev.baton.control.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends what it likes, byte by byte. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    final Socket socket = new Socket();

    RawClient(int port) throws IOException {
        this(port, 0);
    }

    /** @param receiveBuffer how much the kernel keeps for a client that doesn't read, 0 for what is usual */
    RawClient(int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    RawClient send(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return this;
    }

    /** Everything up to the end of the connection. */
    String readAll() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(read);
        } catch (SocketException reset) {
            // What came before counts.
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    /** As much as holds {@code text}, or up to the end of the connection. */
    String readUntil(String text) throws IOException {
        StringBuilder read = new StringBuilder();
        byte[] part = new byte[8192];
        while (read.indexOf(text) < 0) {
            int length = socket.getInputStream().read(part);
            if (length < 0) {
                break;
            }
            read.append(new String(part, 0, length, StandardCharsets.UTF_8));
        }
        return read.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
