package dev.baton.logging;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How seldom to log what somebody else brings about as often as he likes: at once, and then once a minute for each who does, with
 * how often it was since. Knows {@value #MOST}; those that come later share one line a minute. For any thread.
 */
public final class Seldom {
    private static final int MOST = 256;
    private static final long QUIET = Duration.ofMinutes(1).toNanos();

    private final Map<String, Told> byWhom = new ConcurrentHashMap<>();

    /** When it was last told, and how often it was since; negative if that is to be told now. */
    private record Told(long at, long untold) {}

    /**
     * Counts one more.
     *
     * @param whom who brought it about; empty if nobody knows
     * @param now by a clock in nanoseconds
     * @return how often it was since it was last told, if that is to be told now; else 0
     */
    public long count(String whom, long now) {
        String known = byWhom.size() < MOST || byWhom.containsKey(whom) ? whom : "";
        Told told = byWhom.compute(known, (name, before) -> next(before, now));
        return told.at() == now ? Math.max(0, -told.untold()) : 0;
    }

    private static Told next(@Nullable Told before, long now) {
        if (before == null) {
            return new Told(now, -1);
        }
        long untold = Math.max(0, before.untold()) + 1;
        // A clock that was set back makes nobody silent for longer.
        return Math.abs(now - before.at()) < QUIET ? new Told(before.at(), untold) : new Told(now, -untold);
    }
}
