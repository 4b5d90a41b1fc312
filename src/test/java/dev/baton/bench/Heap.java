package dev.baton.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What is alive. */
final class Heap {
    private static final int COLLECTIONS = 4;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Heap() {}

    /** Bytes of heap in use after everything that can be given up has been. */
    static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            // Between two of them what waits for a collection, such as reference queues, gets its turn.
            System.gc();
            Waiting.lasting(PAUSE);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
