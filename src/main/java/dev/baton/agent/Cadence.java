package dev.baton.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When an agent's {@code execute()} is called, and how often. The runtime reads it; authors choose it by choosing the
 * kind of agent they extend.
 */
public sealed interface Cadence {

    /** The limit that is none. */
    long NO_LIMIT = -1;

    /** How many times, {@link #NO_LIMIT} for no limit. */
    long limit();

    /** Once. */
    record Once() implements Cadence {
        @Override
        public long limit() {
            return 1;
        }
    }

    /** Again and again without a pause. */
    record Continuous(long limit) implements Cadence {}

    /**
     * At fixed intervals, first at once.
     *
     * @param interval the pause after a call or, with {@code compensated}, from start to start
     * @param compensated whether due times are start + k · interval
     */
    record Fixed(Duration interval, boolean compensated, long limit) implements Cadence {}

    /** At the times of a schedule; ends when it has no more. */
    record Scheduled(Schedule schedule, long limit) implements Cadence {}

    /** Once per message sent to an event-bus address. */
    record PerMessage(String address, long limit) implements Cadence {}

    /**
     * A group of agents that run as one, each with a cadence of its own.
     *
     * @param members the group, in the order it starts
     * @param autoReboot whether a member that failed starts anew
     */
    record Group(List<AgentSpec> members, boolean autoReboot) implements Cadence {
        /** Copies {@code members}. */
        public Group {
            members = List.copyOf(members);
        }

        @Override
        public long limit() {
            return 1;
        }
    }

    /** Points in time. */
    interface Schedule {
        /** The first one after {@code after}, or empty when there are no more. */
        Optional<Instant> next(Instant after);
    }

    /** Refuses a limit that is neither -1 nor positive. */
    static void requireLimit(long limit) {
        if (limit != NO_LIMIT && limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + " but must be 1 or more, or -1 for no limit");
        }
    }
}
