package dev.baton.runtime.program;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Carries what a process writes to where it goes, on a thread of its own, until the end of the stream. */
public final class Pump implements Runnable {
    private static final int CHUNK = 16 * 1024;
    private static final long STACK = 128 * 1024;

    private final InputStream from;
    private final Output to;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    private Pump(InputStream from, Output to) {
        this.from = from;
        this.to = to;
    }

    /** Begins; completes when there is nothing left to carry. */
    public static CompletionStage<Void> start(String name, InputStream from, Output to) {
        Pump pump = new Pump(from, to);
        Thread thread = new Thread(null, pump, name, STACK);
        thread.setDaemon(true);
        thread.start();
        return pump.drained;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[CHUNK];
        try (from) {
            for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
                to.accept(chunk, 0, length);
            }
        } catch (IOException e) {
            // The stream was closed under it: that is its end.
        } finally {
            to.end();
            drained.complete(null);
        }
    }
}
