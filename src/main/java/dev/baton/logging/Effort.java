package dev.baton.logging;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How much one search may read, and for how long. For one thread. */
final class Effort {
    static final long MOST_BYTES = 1L << 30;
    static final int MOST_SECONDS = 5;

    private final LongSupplier nanos;
    private final long begin;
    private long bytes;

    Effort(LongSupplier nanos) {
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    void spend(long read) {
        bytes += read;
    }

    boolean isSpent() {
        return bytes > MOST_BYTES || nanos.getAsLong() - begin > TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    }
}
