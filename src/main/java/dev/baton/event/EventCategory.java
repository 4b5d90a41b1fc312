package dev.baton.event;

import java.util.Locale;

/** Whom an event is about. */
public enum EventCategory {
    /** The orchestrator as a whole. */
    ORCHESTRATOR,
    /** One agent, also by its own word. */
    AGENT,
    /** What an operator asked for. */
    COMMAND,
    /** The nodes of a cluster. */
    CLUSTER;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name on the wire, in lower case. */
    public String label() {
        return label;
    }
}
