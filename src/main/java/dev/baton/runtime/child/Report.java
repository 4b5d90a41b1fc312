package dev.baton.runtime.child;

import dev.baton.runtime.Body.Activity;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What a child has told of its work. Written by one thread, read by any. */
final class Report {
    /** Those that an agent in a JVM of its own can be of, see {@link Activity#kind()}. */
    static final Set<String> KINDS = Collections.unmodifiableSet(
            new TreeSet<>(Set.of("once", "looping", "periodic", "scheduled", "event", "pool")));

    private static final Set<String> KINDS_THAT_GO_ON = Set.of("once", "pool");
    /** A JVM that tells nothing for so long gives no sign of life, whatever its agent does. */
    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final FromChild.Doing NOTHING_YET = new FromChild.Doing(0, 0, 0, 0, 0, -1, "once", "", -1);

    private final LongSupplier nanoTime;
    private final boolean isWatched;
    private volatile Heard last;
    private volatile String kind = "once";
    private volatile long cpuBefore = -1;

    /** What was told, and when. */
    private record Heard(FromChild.Doing doing, long at) {}

    Report(LongSupplier nanoTime, boolean isWatched) {
        this.nanoTime = nanoTime;
        this.isWatched = isWatched;
        this.last = new Heard(NOTHING_YET, Activity.IDLE);
    }

    /** From now on it has to be heard of. */
    void begin() {
        last = new Heard(NOTHING_YET, nanoTime.getAsLong());
    }

    void take(FromChild.Doing doing) {
        last = new Heard(doing, nanoTime.getAsLong());
        kind = doing.kind();
    }

    void kind(String known) {
        kind = known;
    }

    /** Only those that work in cycles. */
    boolean canPause() {
        return !KINDS_THAT_GO_ON.contains(kind);
    }

    Activity activity() {
        Heard heard = last;
        FromChild.Doing doing = heard.doing();
        return new Activity(
                doing.cycles(),
                doing.lastCycleNanos(),
                doing.workNanos(),
                doing.failures(),
                doing.droppedEvents(),
                lastSign(heard),
                kind,
                doing.trouble());
    }

    private long lastSign(Heard heard) {
        if (!isWatched || heard.at() == Activity.IDLE) {
            return Activity.IDLE;
        }
        if (heard.doing().silentNanos() >= 0) {
            return heard.at() - heard.doing().silentNanos();
        }
        return nanoTime.getAsLong() - heard.at() > STALE_NANOS ? heard.at() : Activity.IDLE;
    }

    /** Of the JVM since this was first asked, -1 if it can't be told. */
    long cpuNanos() {
        long now = last.doing().cpuNanos();
        if (now >= 0 && cpuBefore < 0) {
            cpuBefore = now;
        }
        return now < 0 ? -1 : now - cpuBefore;
    }
}
