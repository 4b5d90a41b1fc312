package dev.baton.history;

import dev.baton.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * Which remembered events are asked for. All conditions hold at once.
 *
 * @param last how many at most, the newest ones; 0 gives none
 * @param agent only those about this agent, null for all
 * @param type only those of this name, null for all
 * @param afterSeq only those with a larger sequence number, null for all
 */
public record HistoryQuery(
        int last,
        @Nullable String agent,
        @Nullable String type,
        @Nullable Long afterSeq) {
    /** How many events are given when nobody says. */
    public static final int DEFAULT_LAST = 100;
    /** The last {@value #DEFAULT_LAST} events, whatever they are. */
    public static final HistoryQuery DEFAULT = new HistoryQuery(DEFAULT_LAST, null, null, null);

    /** @throws IllegalArgumentException with a sentence that names the filter, its value and the rule */
    public HistoryQuery {
        refuseNegative("last", last);
        if (afterSeq != null) {
            refuseNegative("after_seq", afterSeq);
        }
    }

    /** Everything still remembered after {@code seq}, for who resumes where they were. */
    public static HistoryQuery since(long seq) {
        return new HistoryQuery(Integer.MAX_VALUE, null, null, seq);
    }

    /** Whether {@code event} is about the agent and of the type asked for, whatever its number. */
    boolean concerns(Event event) {
        return (agent == null || agent.equals(event.agent())) && (type == null || type.equals(event.name()));
    }

    /** The sequence number that all events asked for are beyond. */
    long floor() {
        return afterSeq == null ? 0 : afterSeq;
    }

    private static void refuseNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("%s is %d; it must be 0 or more".formatted(name, value));
        }
    }
}
