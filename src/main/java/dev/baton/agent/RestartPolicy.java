package dev.baton.agent;

import dev.baton.settings.Key;

/** Whether an agent that has ended by itself is started again. */
public enum RestartPolicy {
    /** Never. */
    @Key("never")
    NEVER,
    /** When it ended in ERROR or CRITICAL. */
    @Key("on-failure")
    ON_FAILURE,
    /** However it ended. */
    @Key("always")
    ALWAYS
}
