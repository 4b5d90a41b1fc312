package dev.baton.agent;

import dev.baton.settings.Key;

/** How far a dependency must have come before its dependents may start. */
public enum Condition {
    /** Its start has begun. */
    @Key("started")
    STARTED,
    /** Its {@code setup()} is done, or it has ended well since. */
    @Key("ready")
    READY,
    /** It has ended in SUCCESS or WARNING. */
    @Key("completed")
    COMPLETED
}
