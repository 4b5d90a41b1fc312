package dev.baton.bench;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection on which one question is asked after the other, with as little around it as can be. */
final class HttpExchange implements Closeable {
    private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_WAIT_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final byte[] request;
    private final byte[] part = new byte[64 * 1024];

    HttpExchange(int port, String path) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        request = request(path);
    }

    static byte[] request(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Asks once; returns how long the answer is, with its head. */
    int ask() throws IOException {
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int read = 0;
        int whole = Integer.MAX_VALUE;
        while (read < whole) {
            int length = in.read(part);
            if (length < 0) {
                throw new IOException("the connection was closed");
            }
            read += length;
            if (whole == Integer.MAX_VALUE) {
                head.write(part, 0, length);
                whole = wholeLength(head.toString(StandardCharsets.ISO_8859_1));
            }
        }
        return read;
    }

    private static int wholeLength(String head) throws IOException {
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return Integer.MAX_VALUE;
        }
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException(head);
        }
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new IOException("no length: " + head);
        }
        return end + 4 + Integer.parseInt(length.group(1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
