package dev.baton.config;

/** How far a Java agent is apart from Baton. */
enum Isolation {
    /** Not at all: on threads of Baton's. */
    THREAD,
    /** In a JVM of its own. */
    PROCESS
}
