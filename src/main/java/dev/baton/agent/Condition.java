package dev.baton.agent;

/** How far a dependency must have come before its dependents may start. */
public enum Condition {
    /** Its start has begun. */
    STARTED,
    /** Its {@code setup()} is done, or it has ended well since. */
    READY,
    /** It has ended in SUCCESS or WARNING. */
    COMPLETED
}
