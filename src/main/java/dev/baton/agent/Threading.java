package dev.baton.agent;

import dev.baton.settings.Key;

/** What kind of thread an agent works on. */
public enum Threading {
    /** A platform thread of the agents' pool. */
    @Key("worker")
    WORKER,
    /** A virtual thread; needs a JDK that has them (21 or later). */
    @Key("virtual")
    VIRTUAL
}
