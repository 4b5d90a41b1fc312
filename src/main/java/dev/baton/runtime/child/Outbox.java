package dev.baton.runtime.child;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends for those who can't wait, in order, on a thread of its own. Not bounded by itself: what is sent is bounded by its
 * senders.
 */
final class Outbox implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final long STACK = 256 * 1024;

    private final Line line;
    private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong();

    /** What is sent, and what to run when it has been. */
    private static final class Letter {
        private final byte[] encoded;
        private final Runnable sent;
        private final boolean isLast;

        Letter(byte[] encoded, Runnable sent, boolean isLast) {
            this.encoded = encoded;
            this.sent = sent;
            this.isLast = isLast;
        }
    }

    private Outbox(Line line) {
        this.line = line;
    }

    static Outbox start(String name, Line line) {
        Outbox outbox = new Outbox(line);
        Thread thread = new Thread(null, outbox, name, STACK);
        thread.setDaemon(true);
        thread.start();
        return outbox;
    }

    /** @throws IllegalArgumentException for a message that is too large, or holds what can't be sent */
    void send(Record message) {
        send(message, () -> {});
    }

    /** Runs {@code sent} on the outbox's thread once it has been sent. */
    void send(Record message, Runnable sent) {
        Letter letter = new Letter(line.encode(message), sent, false);
        bytes.addAndGet(letter.encoded.length);
        letters.add(letter);
    }

    /** How many bytes wait to be sent. */
    long waitingBytes() {
        return bytes.get();
    }

    /** Sends what is there, then ends. */
    void close() {
        letters.add(new Letter(new byte[0], () -> {}, true));
    }

    @Override
    public void run() {
        try {
            for (Letter next = letters.take(); !next.isLast; next = letters.take()) {
                line.send(next.encoded);
                bytes.addAndGet(-next.encoded.length);
                next.sent.run();
            }
        } catch (IOException e) {
            // Nobody is there any more, which is noticed by who reads.
            LOG.atDebug().setCause(e).log("A line to another JVM has ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
