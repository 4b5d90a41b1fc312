package dev.baton.logging;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The last lines that each agent wrote, in memory: {@value #LINES_PER_AGENT} lines or {@value #BYTES_PER_AGENT} bytes of
 * each, whichever is less, for up to {@value #MOST_AGENTS} agents and {@value #MOST_BYTES} bytes over all; beyond that an
 * agent that writes keeps its newest line only. A line counts for its characters and {@value #BYTES_PER_LINE} bytes
 * more.
 *
 * <p>Safe to use from any thread. Who writes holds a lock of its agent for the length of a few assignments, so no agent
 * waits for another.
 */
public final class LogBook {
    /** The most lines that are kept of one agent. */
    public static final int LINES_PER_AGENT = 1_000;

    /** The most that may follow at once; those who waited for an agent that was yet to come are let in beyond that. */
    public static final int MOST_FOLLOWERS = 256;

    static final int LONGEST_LINE = 16 * 1024;
    static final int BYTES_PER_AGENT = 384 * 1024;
    /** What a line takes beyond its characters, about. */
    static final int BYTES_PER_LINE = 96;

    private static final int MOST_AGENTS = 10_000;
    static final int MOST_BYTES = 64 * 1024 * 1024;

    private final Map<String, LineRing> rings = new ConcurrentHashMap<>();
    private final List<LogFollower> followers = new CopyOnWriteArrayList<>();
    private final ReentrantLock admission = new ReentrantLock();
    private final AtomicLong size = new AtomicLong();
    private volatile Consumer<Line> logged = line -> {};

    /**
     * A line.
     *
     * @param agent who wrote it
     * @param seq its number among the agent's lines, from 1, without gaps; before the oldest in memory
     *     the lines in files are counted backwards, so that those of earlier Batons have 0 and less
     * @param timestamp when
     * @param stream where it came from
     * @param level of what weight; null but for {@link LogStream#LOG}
     * @param text without its end
     */
    public record Line(
            String agent,
            long seq,
            Instant timestamp,
            LogStream stream,
            @Nullable LogLevel level,
            String text) {}

    /** From now on {@code also} is told each line of an agent's logger, by the thread that logs. */
    void tellLogged(Consumer<Line> also) {
        logged = also;
    }

    /** Keeps what {@code agent} logged, if it is among those there is room for. */
    void add(String agent, Instant timestamp, LogLevel level, String text) {
        String kept = text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "…";
        @Nullable LineRing ring = ring(agent);
        if (ring != null) {
            ring.add(timestamp, LogStream.LOG, level, List.of(kept));
        }
        logged.accept(new Line(agent, 0, timestamp, LogStream.LOG, level, kept));
    }

    /** Keeps lines that {@code agent} wrote to one of its process's streams; none is longer than a line may be. */
    void add(String agent, Instant timestamp, LogStream stream, List<String> texts) {
        @Nullable LineRing ring = ring(agent);
        if (ring != null) {
            ring.add(timestamp, stream, null, texts);
        }
    }

    /** What is kept of each agent that {@code query} concerns, oldest first. */
    Map<String, List<Line>> present(LogQuery query) {
        Map<String, List<Line>> present = new TreeMap<>();
        rings.forEach((agent, ring) -> {
            if (query.concerns(agent)) {
                present.put(agent, ring.lines());
            }
        });
        return present;
    }

    /**
     * From now on {@code follower} is told of new lines.
     *
     * @throws IllegalStateException when too many follow already
     */
    void admit(LogFollower follower) {
        admission.lock();
        try {
            if (followers.size() >= MOST_FOLLOWERS) {
                throw new IllegalStateException(
                        MOST_FOLLOWERS
                                + " readers follow the logs already, which is the most there may be; try again when one has left");
            }
            followers.add(follower);
        } finally {
            admission.unlock();
        }
    }

    /** As {@link #admit}, of one that waited for its first agent; whoever lets others wait bounds them. */
    void admitLate(LogFollower follower) {
        followers.add(follower);
    }

    void dismiss(LogFollower follower) {
        followers.remove(follower);
    }

    private @Nullable LineRing ring(String agent) {
        @Nullable LineRing ring = rings.get(agent);
        if (ring != null || rings.size() >= MOST_AGENTS) {
            return ring;
        }
        return rings.computeIfAbsent(agent, name -> new LineRing(name, size, followers));
    }
}
