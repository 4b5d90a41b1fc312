package dev.baton.cluster.wire;

import dev.baton.logging.LogKeys;
import dev.baton.logging.Seldom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages from other nodes that were refused: all are counted, and one a minute for each node is logged, so that a flood of them
 * can't flood the log. For any thread.
 */
public final class WireTroubles {
    private static final Logger LOG = LoggerFactory.getLogger("baton.cluster");
    private static final int LONGEST_REASON = 300;

    private final LongSupplier nanoTime;
    private final LongAdder all = new LongAdder();
    private final Seldom seldom = new Seldom();

    /** @param nanoTime a clock that only goes forward */
    public WireTroubles(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Counts a message that {@code refused} is about. */
    public void refused(MessageRefused refused) {
        refused(refused.peer(), refused.reason());
    }

    /** Counts a message of {@code peer}, empty if nobody knows whose. */
    public void refused(String peer, String reason) {
        all.increment();
        long count = seldom.count(peer, nanoTime.getAsLong());
        if (count > 0) {
            tell(peer, reason, count);
        }
    }

    private static void tell(String peer, String reason, long count) {
        String shown = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + '…';
        LOG.atWarn()
                .addKeyValue(LogKeys.NODE, peer.isEmpty() ? "unknown" : peer)
                .addKeyValue(LogKeys.COUNT, count)
                .log("Messages from another node were refused, at last because {}", shown);
    }

    /** How many were refused since the start. */
    public long count() {
        return all.sum();
    }
}
