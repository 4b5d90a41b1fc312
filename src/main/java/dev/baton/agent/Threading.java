package dev.baton.agent;

/** What kind of thread an agent works on. */
public enum Threading {
    /** A platform thread of the agents' pool. */
    WORKER,
    /** A virtual thread; needs a JDK that has them (21 or later). */
    VIRTUAL
}
