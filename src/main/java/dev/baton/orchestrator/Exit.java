package dev.baton.orchestrator;

/** How a life came to its end, as far as that decides on a restart. */
enum Exit {
    /** By itself, in SUCCESS or WARNING. */
    COMPLETED,
    /** By itself, in ERROR or CRITICAL, or because it gave no sign of life. */
    FAILED,
    /** Somebody wanted it to end: an operator, a shutdown, a reload. */
    STOPPED
}
