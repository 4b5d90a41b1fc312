package dev.baton.event;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for listeners, one per listener that has something to do, so that one that hangs takes nobody's. They end when
 * idle for a while, and don't keep the JVM alive.
 */
final class CallbackThreads {
    private static final int IDLE_SECONDS = 10;

    private CallbackThreads() {}

    static ExecutorService create() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "baton-callback-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
