package dev.baton.orchestrator;

/** What follows when a life that was asked to stop, or that ended by itself, is over. */
enum Sequel {
    /** What the agent's restart policy says. */
    BY_POLICY,
    /** Nothing, until somebody starts it. */
    STAY_DOWN,
    /** The next life, as soon as its dependencies and the slots allow. */
    AGAIN,
    /** The next life, together with the others of its group. */
    WITH_GROUP
}
