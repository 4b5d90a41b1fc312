package dev.baton.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * So many clients that read live events and check that their numbers are whole, on one thread and at as little cost as can be:
 * they share the machine with the server that is measured.
 */
final class StreamReaders implements Closeable {
    private static final long LONGEST_SECONDS = 120;

    private final Selector selector = Selector.open();
    private final ByteBuffer part = ByteBuffer.allocateDirect(256 * 1024);
    private final int streams;
    private final int events;
    private final CountDownLatch open;
    private final CountDownLatch all;
    private final Thread thread = new Thread(this::read, "readers");
    private volatile @Nullable Throwable failure;

    /**
     * Asks for the streams.
     *
     * @param events how many events each of them is going to get, of which the first has the number 1
     */
    StreamReaders(int port, int streams, int events) throws IOException {
        this.streams = streams;
        this.events = events;
        this.open = new CountDownLatch(streams);
        this.all = new CountDownLatch(streams);
        byte[] request = HttpExchange.request("/api/events/stream?last=0");
        for (int i = 0; i < streams; i++) {
            SocketChannel socket = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.write(ByteBuffer.wrap(request));
            socket.configureBlocking(false);
            socket.register(selector, SelectionKey.OP_READ, new Client());
        }
        thread.start();
    }

    /** Waits until all streams have begun. */
    void awaitBegun() throws InterruptedException {
        await(open, "have not begun");
    }

    /** Waits until all have got everything. */
    void awaitAll() throws InterruptedException {
        await(all, "have not got everything");
    }

    private void await(CountDownLatch latch, String complaint) throws InterruptedException {
        boolean isDone = latch.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        Throwable failed = failure;
        if (failed != null || !isDone) {
            throw new IllegalStateException(latch.getCount() + " of " + streams + " streams " + complaint, failed);
        }
    }

    private void read() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> read((SocketChannel) key.channel(), (Client) key.attachment()));
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
            while (open.getCount() > 0 || all.getCount() > 0) {
                open.countDown();
                all.countDown();
            }
        }
    }

    private void read(SocketChannel socket, Client client) {
        try {
            part.clear();
            if (socket.read(part) < 0) {
                throw new IOException("a stream was ended after event " + client.last);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        client.read(part.flip());
    }

    @Override
    public void close() throws IOException {
        selector.wakeup();
        selector.keys().forEach(key -> {
            try {
                key.channel().close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        selector.close();
    }

    /** Finds the lines that begin with {@code id: } and checks their numbers. */
    private final class Client {
        private static final byte[] ID = {'i', 'd', ':', ' '};
        private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
        private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

        private boolean isOpen;
        private int matched;
        private boolean inNumber;
        private boolean inRest;
        private long number;
        private long last;

        void read(ByteBuffer bytes) {
            if (!isOpen
                    && StandardCharsets.UTF_8
                            .decode(bytes.duplicate())
                            .toString()
                            .contains("newest_seq")) {
                isOpen = true;
                open.countDown();
            }
            while (bytes.hasRemaining()) {
                if (inRest) {
                    skipLine(bytes);
                } else {
                    read(bytes.get());
                }
            }
        }

        private void read(byte b) {
            if (b == '\n') {
                if (inNumber) {
                    finish();
                }
                matched = 0;
            } else if (inNumber) {
                // The carriage return of a chunk's head may stand in between.
                number = b >= '0' && b <= '9' ? number * 10 + b - '0' : number;
            } else if (b == ID[matched]) {
                matched++;
                inNumber = matched == ID.length;
            } else {
                inRest = true;
            }
        }

        /** Eight bytes at a time, as there are a hundred million in a second. */
        private void skipLine(ByteBuffer bytes) {
            int at = bytes.position();
            int end = bytes.limit();
            while (at + Long.BYTES <= end && !hasLineEnd(bytes.getLong(at))) {
                at += Long.BYTES;
            }
            while (at < end && bytes.get(at) != '\n') {
                at++;
            }
            inRest = at == end;
            bytes.position(at);
        }

        private static boolean hasLineEnd(long eight) {
            long zeros = eight ^ ('\n' * EACH_BYTE);
            return ((zeros - EACH_BYTE) & ~zeros & HIGHEST_BITS) != 0;
        }

        private void finish() {
            if (number != last + 1) {
                throw new IllegalStateException("after " + last + " came " + number);
            }
            last = number;
            number = 0;
            inNumber = false;
            if (last == events) {
                all.countDown();
            }
        }
    }
}
