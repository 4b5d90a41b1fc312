package dev.baton.cluster.wire;

import dev.baton.logging.LogKeys;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages from other nodes that were refused: all are counted, and one a minute for each node is logged, so that a flood of them
 * can't flood the log. Knows {@value #MOST_PEERS} nodes; those that come later share one line a minute. For any thread.
 */
public final class WireTroubles {
    private static final Logger LOG = LoggerFactory.getLogger("baton.cluster");
    private static final int MOST_PEERS = 256;
    private static final int LONGEST_REASON = 300;
    private static final long QUIET = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final LongAdder all = new LongAdder();
    private final Map<String, Told> byPeer = new ConcurrentHashMap<>();

    /** @param nanoTime a clock that only goes forward */
    public WireTroubles(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** When of a peer was last told, and how many have come since that nobody was told of. */
    private record Told(long at, long untold) {}

    /** Counts a message that {@code refused} is about. */
    public void refused(MessageRefused refused) {
        refused(refused.peer(), refused.reason());
    }

    /** Counts a message of {@code peer}, empty if nobody knows whose. */
    public void refused(String peer, String reason) {
        all.increment();
        String known = byPeer.size() < MOST_PEERS || byPeer.containsKey(peer) ? peer : "";
        long now = nanoTime.getAsLong();
        Told told = byPeer.compute(known, (name, before) -> next(before, now));
        if (told.at() == now && told.untold() < 0) {
            tell(peer, reason, -told.untold());
        }
    }

    /** Negative is what is to be told now: so many, this one among them. */
    private static Told next(@Nullable Told before, long now) {
        if (before == null) {
            return new Told(now, -1);
        }
        long untold = Math.max(0, before.untold()) + 1;
        return now - before.at() < QUIET ? new Told(before.at(), untold) : new Told(now, -untold);
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
