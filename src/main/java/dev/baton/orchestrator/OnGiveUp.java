package dev.baton.orchestrator;

import dev.baton.settings.Key;

/** What happens when a group has used up its restarts. */
public enum OnGiveUp {
    /** Its members are stopped, the last first, and stay down until an operator starts them. */
    @Key("stop_group")
    STOP_GROUP,
    /** Everything is shut down, and the run has failed. */
    @Key("shutdown")
    SHUTDOWN
}
