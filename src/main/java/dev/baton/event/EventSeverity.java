package dev.baton.event;

/** How much an event matters. */
public enum EventSeverity {
    /** In the course of things. */
    INFO,
    /** Somebody may want to look. */
    WARN,
    /** Something failed. */
    ERROR
}
