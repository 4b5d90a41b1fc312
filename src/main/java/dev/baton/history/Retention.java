package dev.baton.history;

import dev.baton.event.EventNames;

/**
 * That events of one type don't go into the ring, where many of them would push others out, but are kept apart: the
 * last few of each agent.
 *
 * @param type the event's name
 * @param perAgent how many are kept of each agent, at least 1
 * @param maxEvents how many are kept in all, at least {@code perAgent}; beyond it the oldest is forgotten and counted
 */
public record Retention(String type, int perAgent, int maxEvents) {
    /** The last 2 heartbeats of each of up to 10,000 agents. */
    public static final Retention HEARTBEATS = new Retention(EventNames.AGENT_HEARTBEAT, 2, 20_000);

    /** The last 1,000 commands: who looks every second must not push out what happened. */
    public static final Retention COMMANDS = new Retention(EventNames.COMMAND_EXECUTED, 1_000, 1_000);

    /** @throws IllegalArgumentException with a sentence that names the value and the rule */
    public Retention {
        if (perAgent < 1 || maxEvents < perAgent) {
            throw new IllegalArgumentException(
                    "the retention of %s keeps %d events per agent and %d in all; it must be at least 1 and no more than in all"
                            .formatted(type, perAgent, maxEvents));
        }
    }
}
